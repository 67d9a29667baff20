import type { MetadataPairs } from '#app/contract/calls.ts';
import { Failure } from '#app/contract/result.ts';
import { checkMetadata, metadataFault } from '#app/core/metadata.ts';
import type { OptionValues } from './arguments.ts';

/** Options whose metadata does not go everywhere. */
type Own = 'call-header' | 'reflection-header';

/** What sets a header that metadata must not have. */
const setBy: ReadonlyMap<string, string> = new Map([
  [':authority', '--authority NAME sets it'],
  ['host', '--authority NAME sets it'],
  [':path', 'METHOD sets it, behind the path of TARGET'],
  ['grpc-timeout', '--deadline TIME sets it'],
  ['grpc-encoding', '--compression NAME sets it'],
  ['user-agent', '--user-agent TEXT gives it'],
]);

/** The metadata of a call, from the options. Throws a usage `Failure` for what cannot be sent. */
export function callMetadata(values: OptionValues): [string, string][] {
  return metadataFor('call-header', values);
}

/** That of reflection. Throws a usage `Failure` for what cannot be sent. */
export function reflectionMetadata(values: OptionValues): [string, string][] {
  return metadataFor('reflection-header', values);
}

function metadataFor(own: Own, values: OptionValues): [string, string][] {
  const expands = values['expand-headers'] === true;
  const pairs = [
    ...metadataOf(values.header ?? [], '-H', expands),
    ...metadataOf(values[own] ?? [], `--${own}`, expands),
  ];
  expectSendable(pairs);
  return pairs;
}

/** `Metadata` pairs of `name: value` texts. */
export function metadataOf(
  headers: readonly string[],
  option = '-H',
  expands = false,
): [string, string][] {
  return headers.map((header) => {
    // A name that begins with a colon is told as what it is.
    const colon = header.indexOf(':', 1);
    if (colon < 1)
      throw new Failure('usage', `${option} "${header}" is not of the form 'name: value'`);
    const name = header.slice(0, colon).trim();
    const value = header.slice(colon + 1).trim();
    return [name, expands ? expanded(value, `${option} "${name}"`) : value];
  });
}

/** With what the environment has in the place of each `${NAME}`. */
function expanded(value: string, whose: string): string {
  return value.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const found = process.env[name];
    if (found !== undefined) return found;
    throw new Failure(
      'usage',
      `The environment has no ${name}, which ${whose} uses`,
      'Set it, or leave out --expand-headers',
    );
  });
}

function expectSendable(pairs: MetadataPairs): void {
  for (const [name, value] of pairs) {
    const hint = setBy.get(name.toLowerCase());
    const fault = hint && metadataFault(name, value);
    if (fault !== undefined) throw new Failure('usage', `Metadata: ${fault}`, hint);
  }
  checkMetadata(pairs);
}
