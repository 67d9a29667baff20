import type {
  Revision,
  SavedMetadata,
  SavedRequest,
  SavedSource,
  SavedTls,
} from '#app/contract/workspace.ts';
import { keptOptions } from '#app/core/option-text.ts';
import { schemeTls, withTls } from '#app/core/target.ts';
import { isSaid } from '#app/core/variables/variable-fault.ts';
import { pathWithin } from '#app/core/workspace/path-within.ts';
import { draftOfWritten, type TargetDraft } from '#renderer/features/connection/index.ts';
import type { MetadataRow } from '#renderer/ui/metadata-paste.ts';
import { type Draft, emptyDraft } from './draft.ts';
import { listOf } from './message-list.ts';
import type { Tab } from './tab.ts';

/** The file that an open request is saved in. */
export interface SavedPlace {
  /** `collections/…/say-hello.request.yaml`. */
  readonly path: string;
  /** Of the file as the tab knows it; `null` once that is gone. */
  readonly revision: Revision;
  /** What the file says: what differs from it is unsaved. */
  readonly request: SavedRequest;
}

/** What a person goes on with who opens a saved request. */
export function draftOfSaved(request: SavedRequest): Draft {
  const { messages, metadata = [], deadline = '', options = {}, docs = '' } = request;
  const { variables = [], schema } = request;
  return {
    ...emptyDraft,
    ...listOf(messages),
    typed: true,
    metadata: metadata.map(({ name, value, disabled }) => ({
      name,
      value,
      ...(disabled === true && { disabled }),
    })),
    deadline,
    options,
    variables,
    ...(schema && { schema }),
    docs,
  };
}

/**
 * What is to be written of an open request: what a person composed, and what its file says besides.
 * Secrets, and TLS files outside of the workspace's folder, are left out.
 */
export function requestToSave(tab: Tab, draft: Draft, folder: string): SavedRequest {
  const before = tab.saved?.request;
  const options = optionsToSave(draft, before);
  const metadata = metadataToSave(draft.metadata);
  const variables = draft.variables.filter(isSaid);
  return {
    method: tab.method.path,
    ...targetToSave(tab, before, folder),
    ...(metadata.length > 0 && { metadata }),
    ...(draft.deadline !== '' && { deadline: draft.deadline }),
    ...(Object.keys(options).length > 0 && { options }),
    ...(draft.schema && { schema: draft.schema.filter(isListed) }),
    ...(variables.length > 0 && { variables }),
    ...(draft.docs !== '' && { docs: draft.docs }),
    messages: messagesToSave(draft, before),
  };
}

/** Whether two requests would make the same file. */
export function isSameRequest(one: SavedRequest, other: SavedRequest): boolean {
  return (
    one.messages.length === other.messages.length &&
    one.messages.every((message, index) => message === other.messages[index]) &&
    written(one) === written(other)
  );
}

const unsaved = new WeakMap<Draft, { readonly tab: Tab; readonly is: boolean }>();

/** Whether a saved request has been changed since, or its file is gone. */
export function isUnsaved(tab: Tab, draft: Draft, folder: string): boolean {
  if (tab.saved === undefined) return false;
  if (tab.saved.revision === null) return true;
  const known = unsaved.get(draft);
  if (known?.tab === tab) return known.is;
  const is = !isSameRequest(requestToSave(tab, draft, folder), tab.saved.request);
  unsaved.set(draft, { tab, is });
  return is;
}

/** All but the messages; what is empty is as good as absent. */
function written(request: SavedRequest): string {
  const { method, target, tls, authority, metadata = [], deadline, docs } = request;
  const { options = {}, schema, variables = [] } = request;
  const said = Object.entries(options).filter(([, text]) => text !== '');
  return JSON.stringify([
    method,
    target,
    tls && [tls.profile, tls.serverName, tls.caPaths],
    authority,
    metadata.map(({ name, value, disabled = false }) => [name, value, disabled]),
    deadline ?? '',
    said.sort(([one], [other]) => (one < other ? -1 : 1)),
    schema,
    variables.map(({ name, value, type }) => [name, value, type]),
    docs ?? '',
  ]);
}

/** A path that nobody typed yet is none. */
function isListed(source: SavedSource): boolean {
  return source.kind === 'reflection' || source.path !== '';
}

function metadataToSave(rows: readonly MetadataRow[]): SavedMetadata[] {
  return rows
    .filter(({ name, value }) => name !== '' || value !== '')
    .map(({ name, value, disabled }) => ({ name, value, ...(disabled === true && { disabled }) }));
}

/** An editor that was left empty is no message more than the file had. */
function messagesToSave({ messages }: Draft, before: SavedRequest | undefined): string[] {
  const isEmpty = messages.length === 1 && messages[0] === '';
  return isEmpty && before?.messages.length === 0 ? [] : [...messages];
}

/** A password that the file has stays there: what a window keeps for the next start has none. */
function optionsToSave(
  draft: Draft,
  before: SavedRequest | undefined,
): NonNullable<SavedRequest['options']> {
  const options = keptOptions(draft.options);
  const { proxy } = before?.options ?? {};
  const isSameProxy = proxy !== undefined && keptOptions({ proxy }).proxy === options.proxy;
  return isSameProxy ? { ...options, proxy } : options;
}

type WrittenTarget = Pick<SavedRequest, 'target' | 'tls' | 'authority'>;

/** To the letter as the file has it, where it says the same. */
function targetToSave(
  { target }: Tab,
  before: SavedRequest | undefined,
  folder: string,
): WrittenTarget {
  const had = before && draftOfWritten(before, folder, []);
  const isSame = JSON.stringify(had && writtenTarget(had, folder));
  if (isSame !== JSON.stringify(target && writtenTarget(target, folder)))
    return target === undefined ? {} : writtenTarget(target, folder);
  return {
    ...(before?.target !== undefined && { target: before.target }),
    ...(before?.tls && { tls: before.tls }),
    ...(before?.authority !== undefined && { authority: before.authority }),
  };
}

/** A target as a file has it. */
function writtenTarget(target: TargetDraft, folder: string): WrittenTarget {
  const tls = tlsToSave(target, folder);
  const typed = target.address.trim();
  const needsScheme = schemeTls(typed) === undefined && target.useTls && tls === undefined;
  const authority = target.authority?.trim() ?? '';
  return {
    target: needsScheme ? withTls(typed, true) : typed,
    ...(tls && { tls }),
    ...(authority !== '' && { authority }),
  };
}

function tlsToSave(target: TargetDraft, folder: string): SavedTls | undefined {
  if (schemeTls(target.address) === false) return undefined;
  if (target.profile !== undefined) return { profile: target.profile };
  const serverName = target.tls.serverName?.trim() ?? '';
  const inside = (target.tls.caPaths ?? []).flatMap((path) => {
    const written = pathWithin(folder, path);
    return written === path ? [] : [written];
  });
  if (serverName === '' && inside.length === 0) return undefined;
  return {
    ...(serverName !== '' && { serverName }),
    ...(inside.length > 0 && { caPaths: inside }),
  };
}
