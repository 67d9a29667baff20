import type { AppError, Result } from '#app/contract/result.ts';
import type { Revision } from '#app/contract/workspace.ts';
import type { FileDraft, FileNow } from '#app/core/workspace/file-draft.ts';
import type { AppState } from './app-state.ts';

/** Files of one kind while they are edited, each by a key. */
export interface Edits<Content extends object> {
  readonly drafts: ReadonlyMap<string, FileDraft<Content>>;
  /** Why the last save wrote nothing. */
  readonly faults: ReadonlyMap<string, AppError>;
  /** Edits that were discarded, until others are made. */
  readonly discarded: ReadonlyMap<string, FileDraft<Content>>;
}

export interface FilesOf<Content extends object> {
  edits(state: AppState): Edits<Content>;
  put(edits: Edits<Content>): void;
  now(state: AppState, key: string): FileNow<Content> | undefined;
  write(
    key: string,
    content: Content,
    revision: Revision,
  ): Promise<Result<{ readonly state: 'saved' | 'conflict'; readonly revision: Revision }>>;
  /** What is wrong with what a person changed: it is not saved like that. */
  check?(content: Content, base: Content): AppError | undefined;
  /** As a sentence names what is saved. */
  title(key: string): string;
  /** Its path within the workspace. */
  path(key: string): string;
}

/** With another draft under a key; discarded ones are forgotten where there are new edits. */
export function withDraft<Content extends object>(
  { drafts, faults, discarded }: Edits<Content>,
  key: string,
  draft: FileDraft<Content> | undefined,
  fault?: AppError,
): Edits<Content> {
  return {
    drafts: withEntry(drafts, key, draft),
    faults: withEntry(faults, key, fault),
    discarded: draft === undefined ? discarded : withEntry(discarded, key, undefined),
  };
}

export function withEntry<Value>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value: Value | undefined,
): ReadonlyMap<string, Value> {
  const { size } = map;
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return size === 0 && next.size === 0 ? map : next;
}
