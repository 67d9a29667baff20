import { homedir } from 'node:os';
import { Failure } from '#app/contract/result.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import type { OpenedRequest, RequestItem, Workspace } from '#app/contract/workspace.ts';
import { commandLineFace } from '#app/core/face.ts';
import { optionsFault, optionsOf } from '#app/core/option-text.ts';
import { mergeOptions } from '#app/core/transport-options.ts';
import { namesUsed, type Values } from '#app/core/variables/resolve.ts';
import type { Scope } from '#app/core/variables/scope.ts';
import { brokenFile } from '#app/core/workspace/fault-text.ts';
import { type Inherited, inheritedBy, withSettings } from '#app/core/workspace/inherit.ts';
import { resolveMessage, resolveRequest } from '#app/core/workspace/resolve-request.ts';
import { sourceTexts } from '#app/core/workspace/resolve-sources.ts';
import { type ComposedCall, valueSource } from '#engine';
import type { OptionValues } from '../arguments.ts';
import { metadataOf } from '../given-metadata.ts';
import { targetSettingsOf } from '../request.ts';
import { savedProfiles, tlsOf } from '../tls-options.ts';
import { transportOf } from '../transport-flags.ts';
import { givenSecrets, givenVariables, typedAsIn } from './given-values.ts';
import type { SecretCommands } from './secret-commands.ts';

/** A saved request as its file has it, or why it cannot be called. */
interface Read {
  readonly item: RequestItem;
  readonly opened?: OpenedRequest;
  readonly fault?: Failure;
}

/** A saved request that is ready to be called, or why it is not. */
export interface SavedCall {
  /** Its path in the workspace. */
  readonly path: string;
  /** What of a call is known before its schema. */
  readonly composed?: Omit<ComposedCall, 'message'>;
  /** As they go out; of a method that takes one message, it is the first. */
  readonly messages: readonly string[];
  readonly fault?: Failure;
}

/** What a workspace gives beside its files. */
interface WorkspaceAccess {
  read(path: string): Promise<OpenedRequest>;
  env(names: readonly string[]): Promise<readonly (readonly [name: string, value: string])[]>;
}

/**
 * Resolves the requests of one workspace. What is wrong with one of them is its fault; rejects with a
 * `Failure` for a secret that has no value.
 */
export async function savedCalls(
  workspace: Workspace,
  access: WorkspaceAccess,
  items: readonly RequestItem[],
  flags: OptionValues,
  commands: SecretCommands,
): Promise<readonly SavedCall[]> {
  const variables = givenVariables(flags.var ?? []);
  const read = await Promise.all(items.map((item) => readOne(access, item)));
  const held = read.map(({ item, opened }) =>
    opened === undefined ? undefined : holdsFor(workspace, item.path, opened, flags, variables),
  );
  const texts = read.flatMap(({ opened }, index) => {
    const holds = held[index];
    return opened === undefined || holds === undefined
      ? []
      : [{ scopes: holds.scopes, used: textsOf(holds, opened, flags) }];
  });
  const used = texts.map((one) => namesUsed(one.used, one.scopes));
  const secrets = await givenSecrets(
    workspace,
    commands,
    new Set(used.flatMap(({ names }) => [...names])),
    texts.map(({ scopes }) => scopes),
  );
  const envNames = [...new Set(used.flatMap(({ env }) => [...env]))];
  const env = await openEnv(access, envNames);
  return read.map(({ item: { path }, opened, fault }, index): SavedCall => {
    const holds = held[index];
    if (opened === undefined || holds === undefined)
      return { path, messages: [], ...(fault && { fault }) };
    const asked = [...(used[texts.findIndex(({ scopes }) => scopes === holds.scopes)]?.env ?? [])];
    const values = {
      scopes: holds.scopes,
      secrets,
      env: env ?? new Map(),
      source: valueSource,
      face: commandLineFace,
    };
    return failing(path, () => {
      if (env === undefined && asked.length > 0) throw notTrusted(asked);
      return { path, ...callOf(workspace, opened, holds, values, flags) };
    });
  });
}

/** What the environment has of these names; `undefined` where the workspace is not trusted with it. */
async function openEnv(
  access: WorkspaceAccess,
  names: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  if (names.length === 0) return new Map();
  try {
    return new Map(await access.env(names));
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** That `{{env.NAME}}`s are used in a workspace that is not trusted. */
export function notTrusted(names: readonly string[]): Failure {
  const uses = names.map((name) => `{{env.${name}}}`).join(', ');
  return new Failure(
    'usage',
    `${uses} reads the environment, and the workspace is not trusted with it`,
    'Give --trust, or trust the workspace in the window',
  );
}

async function readOne(access: WorkspaceAccess, item: RequestItem): Promise<Read> {
  try {
    return { item, opened: await access.read(item.path) };
  } catch (error) {
    if (error instanceof Failure) return { item, fault: error };
    throw error;
  }
}

function failing(path: string, work: () => SavedCall): SavedCall {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) return { path, messages: [], fault: error };
    throw error;
  }
}

/** What holds for a request, with what the command line says over it. */
function holdsFor(
  workspace: Workspace,
  path: string,
  { request }: OpenedRequest,
  flags: OptionValues,
  variables: Scope,
): Inherited {
  const own = withSettings(inheritedBy(workspace, path), path, request);
  const metadata = metadataOf(flags.header ?? []).map(([name, value]) => ({ name, value }));
  const over = withSettings(own, '', {
    metadata,
    ...(flags.deadline !== undefined && { deadline: flags.deadline }),
  });
  return { ...over, scopes: [typedAsIn(variables, own.scopes), ...own.scopes] };
}

/** All texts of a request in which variables may stand. */
function textsOf(
  holds: Inherited,
  { request }: OpenedRequest,
  flags: OptionValues,
): readonly string[] {
  const { target, authority, deadline, metadata, options } = holds;
  return [
    flags.target ?? target?.value ?? '',
    authority?.value ?? '',
    deadline?.value ?? '',
    ...metadata.flatMap(({ value: { name, value } }) => [name, value]),
    ...Object.values(options).map((said) => said?.value ?? ''),
    ...sourceTexts(holds),
    ...request.messages,
  ];
}

function callOf(
  workspace: Workspace,
  { request }: OpenedRequest,
  holds: Inherited,
  values: Values,
  flags: OptionValues,
): Pick<SavedCall, 'composed' | 'messages'> {
  if (holds.fault !== undefined) throw brokenFile(holds.fault);
  const { target: _elsewhere, ...others } = holds;
  const resolved = resolveRequest(flags.target === undefined ? holds : others, {
    folder: workspace.folder,
    home: homedir(),
    tlsProfiles: savedProfiles(),
    values,
  });
  const fault = optionsFault(resolved.options);
  if (fault !== undefined) throw new Failure(fault.code, fault.message, fault.hint);
  const options = mergeOptions(optionsOf(resolved.options), transportOf(flags));
  return {
    composed: {
      schema: {
        // Reflection is asked the way that the call goes.
        target: { ...targetOf(resolved.target, flags), options },
        sources: resolved.sources,
        ...(resolved.metadata.length > 0 && { metadata: pairs(resolved.metadata) }),
      },
      method: request.method,
      metadata: pairs(resolved.metadata),
      deadline: resolved.deadline,
      options,
    },
    messages: request.messages.map((text, index) => resolveMessage(text, index + 1, values)),
  };
}

function targetOf(saved: TargetSettings | undefined, flags: OptionValues): TargetSettings {
  if (flags.target !== undefined) return targetSettingsOf(flags.target, flags);
  if (saved === undefined)
    throw new Failure(
      'usage',
      'No file says where it goes',
      'Write a target into the request, a folder.yaml or duplex.yaml, or give --target',
    );
  const tls = tlsOf(flags);
  const { authority } = flags;
  return {
    ...saved,
    ...(tls !== undefined && { tls: { ...saved.tls, ...tls } }),
    ...(authority !== undefined && { authority }),
  };
}

function pairs(metadata: readonly (readonly [string, string])[]): [string, string][] {
  return metadata.map(([name, value]) => [name, value]);
}
