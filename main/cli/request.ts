import { resolve } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import type { SchemaRef } from '#app/contract/schema.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { schemeTls, targetOf } from '#app/core/target.ts';
import type { OptionValues } from './arguments.ts';
import { reflectionMetadata } from './given-metadata.ts';
import { tlsOf } from './tls-options.ts';
import { transportOf } from './transport-flags.ts';

/** The schema that TARGET and the options name; `-` is no target. Throws a usage `Failure`. */
export function schemaRefOf(target: string | undefined, values: OptionValues): SchemaRef {
  if (target === undefined)
    throw new Failure(
      'usage',
      'TARGET is missing',
      'Give a server such as localhost:50051, or - with --proto, --buf or --descriptor-set',
    );
  const protos = (values.proto ?? []).map((path) => named(path, '--proto'));
  const descriptorSets = (values['descriptor-set'] ?? []).map((path) =>
    named(path, '--descriptor-set'),
  );
  const bufDirs = (values.buf ?? []).map((path) => named(path, '--buf'));
  const reflection = !isFromFiles(values);
  if (reflection && values.reflect === false)
    throw new Failure(
      'usage',
      'Neither reflection nor files give the schema',
      'Leave out --reflect=false, or give --proto, --buf or --descriptor-set',
    );
  const sources = {
    protos,
    importPaths: (values['import-path'] ?? []).map((path) => resolve(path)),
    descriptorSets,
    bufDirs,
    reflection,
    ...(values['source-info'] === true && { wholeSourceInfo: true }),
  };
  const metadata = reflectionMetadata(values);
  if (target !== '-') {
    const settings = targetSettingsOf(target, values);
    return { target: settings, sources, ...(metadata.length > 0 && { metadata }) };
  }
  if (reflection)
    throw new Failure(
      'usage',
      'Without a server the schema must come from files',
      'Give them with --proto, --buf or --descriptor-set',
    );
  return { target: null, sources };
}

/** The same for what cannot do without a server; `why` is a sentence that says so. */
export function serverRefOf(
  target: string | undefined,
  values: OptionValues,
  why: string,
): SchemaRef & { readonly target: TargetSettings } {
  const ref = target === undefined ? undefined : schemaRefOf(target, values);
  if (ref?.target) return { ...ref, target: ref.target };
  throw new Failure(
    'usage',
    target === undefined ? 'TARGET is missing' : why,
    'Give the address of a server, such as localhost:50051',
  );
}

/** Whether files alone give the schema: no server is asked. */
export function isFromFiles(values: OptionValues): boolean {
  const { proto, buf, 'descriptor-set': sets } = values;
  return [proto, buf, sets].some((one) => one !== undefined) && values.reflect !== true;
}

/** The same for what concerns one symbol, which a server may have and not list. */
export function refFor(
  symbol: string | undefined,
  target: string | undefined,
  values: OptionValues,
): SchemaRef {
  const ref = schemaRefOf(target, values);
  if (symbol === undefined || ref.target === null) return ref;
  return { ...ref, sources: { ...ref.sources, symbols: [symbolOf(symbol)] } };
}

/** The same schema, read no further than a method needs: a large server's takes longer than the call. */
export function narrowedTo(method: string, ref: SchemaRef): SchemaRef {
  const services = [symbolOf(method).replace(/\.[^.]*$/, '')];
  return { ...ref, sources: { ...ref.sources, services } };
}

/** A symbol as servers know it: in either form of a method, without a dot before it. */
export function symbolOf(written: string): string {
  return written.replace(/^[./]/, '').replace('/', '.');
}

/** A target with what the options say of it. Throws a usage `Failure`. */
export function targetSettingsOf(address: string, values: OptionValues): TargetSettings {
  const { authority } = values;
  const tls = tlsOf(values);
  const scheme = schemeTls(address);
  const isPlain = scheme === false || (values.plaintext === true && scheme === undefined);
  const isForProxy = isPlain && tls !== undefined && isAuthorityOfProxy(values);
  const wantsTls = tls !== undefined && !isForProxy;
  const options = transportOf(values);
  if (wantsTls && scheme === false) {
    throw new Failure(
      'usage',
      `${address} is plaintext, and a TLS option is given`,
      'Use grpcs://, or leave the TLS option out',
    );
  }
  if (values.plaintext === true && (wantsTls || scheme === true)) {
    throw new Failure(
      'usage',
      '--plaintext does not go with TLS',
      'Leave out --plaintext, or the TLS options and grpcs://',
    );
  }
  const settings: TargetSettings = {
    address: isForProxy && scheme === undefined ? `grpc://${address}` : address,
    ...(authority !== undefined && { authority }),
    ...(tls !== undefined && { tls }),
    ...(Object.keys(options).length > 0 && { options }),
  };
  targetOf(settings);
  return settings;
}

/** Whether all that is said of TLS is an authority, and the way there is through a proxy that speaks it. */
function isAuthorityOfProxy(values: OptionValues): boolean {
  const { cacert, cert, key, insecure, 'server-name': serverName, 'tls-profile': profile } = values;
  const others = [cert, key, insecure, serverName, profile];
  const proxies = values.proxy === undefined ? proxiesOfEnvironment() : [values.proxy];
  return (
    cacert !== undefined &&
    others.every((one) => one === undefined) &&
    proxies.some((one) => /^https:/i.test(one ?? ''))
  );
}

function proxiesOfEnvironment(): readonly (string | undefined)[] {
  const names = ['grpc_proxy', 'HTTP_PROXY', 'ALL_PROXY'];
  return names.flatMap((name) => [process.env[name], process.env[name.toLowerCase()]]);
}

/** As it was given: the engine resolves `.proto` names against the import paths, as protoc does. */
function named(path: string, option: string): string {
  if (path === '') throw new Failure('usage', `${option} names no file`);
  return path;
}
