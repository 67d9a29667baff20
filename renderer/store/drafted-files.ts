import type { AppError, Result } from '#app/contract/result.ts';
import type { Revision } from '#app/contract/workspace.ts';
import {
  edited,
  type FileDraft,
  type FileNow,
  rebased,
  settled,
  standingOf,
} from '#app/core/workspace/file-draft.ts';
import { isSameContent } from '#app/core/workspace/three-way.ts';
import type { AppState, SliceTools } from './app-state.ts';

/** Files of one kind while they are edited, each by a key. */
interface Edits<Content extends object> {
  readonly drafts: ReadonlyMap<string, FileDraft<Content>>;
  /** Why the last save wrote nothing. */
  readonly faults: ReadonlyMap<string, AppError>;
}

interface FilesOf<Content extends object> {
  edits(state: AppState): Edits<Content>;
  put(edits: Edits<Content>): void;
  now(state: AppState, key: string): FileNow<Content> | undefined;
  write(
    key: string,
    content: Content,
    revision: Revision,
  ): Promise<Result<{ readonly state: 'saved' | 'conflict'; readonly revision: Revision }>>;
  /** As a sentence names what is saved. */
  title(key: string): string;
  /** Its path within the workspace. */
  path(key: string): string;
}

/** What can be done with them. Nothing that somebody else wrote is written over unseen. */
export interface DraftedFiles<Content extends object> {
  edit(key: string, content: Content): void;
  /** Writes the edits, and says why not where something stands between them and their file. */
  save(key: string): Promise<void>;
  /** The edits win where they differ; what only the file changed stays the file's. Saves nothing. */
  keep(key: string): void;
  /** The edits are given up. */
  discard(key: string): void;
  /** The workspace is another one: drafts go with files that say nothing else. */
  settle(): void;
  /** Edits of the last time; those that somebody was quicker to make win. */
  restore(drafts: Iterable<readonly [key: string, draft: FileDraft<Content>]>): void;
  /** Files have other keys now; their edits go with them. */
  rename(keyNow: (key: string) => string): void;
}

export function draftedFiles<Content extends object>(
  { get }: Pick<SliceTools, 'get'>,
  files: FilesOf<Content>,
): DraftedFiles<Content> {
  /** What is being written: one save of a file at a time, each over what was there. */
  const writing = new Map<string, Content>();

  function put(key: string, draft: FileDraft<Content> | undefined, fault?: AppError): void {
    const { drafts, faults } = files.edits(get());
    files.put({ drafts: withEntry(drafts, key, draft), faults: withEntry(faults, key, fault) });
  }

  function beside(key: string, draft: FileDraft<Content>): FileDraft<Content> | undefined {
    const now = files.now(get(), key);
    const written = writing.get(key);
    if (written === undefined) return settled(draft, now);
    // What is typed while a save is under way is an edit of what that writes.
    const isWritten = isSameContent(written, now?.content);
    return isWritten ? settled({ ...draft, base: written }, now) : draft;
  }

  function settle(): void {
    const { drafts, faults } = files.edits(get());
    const all = [...drafts].map(([key, draft]) => [key, beside(key, draft)] as const);
    if (all.every(([key, draft]) => drafts.get(key) === draft)) return;
    files.put({
      drafts: new Map(all.flatMap(([key, draft]) => (draft === undefined ? [] : [[key, draft]]))),
      faults,
    });
  }

  /** Whether the file was another one by then: nothing was written. */
  async function meetsAnother(key: string, draft: FileDraft<Content>): Promise<boolean> {
    const revision = files.now(get(), key)?.revision ?? null;
    writing.set(key, draft.content);
    const result = await files.write(key, draft.content, revision);
    await get().loadWorkspace();
    writing.delete(key);
    const typed = files.edits(get()).drafts.get(key);
    if (!result.ok) put(key, typed, result.error);
    else if (result.value.state === 'conflict') settle();
    else {
      // What was typed meanwhile is not saved yet.
      const base = { content: draft.content, base: draft.content, revision: result.value.revision };
      put(key, typed && edited(base, typed.content));
      get().dismissItemFault();
      get().say(`Saved ${files.title(key)}`);
    }
    return result.ok && result.value.state === 'conflict';
  }

  /** Says what stands between the edits and their file, if anything. */
  function isRefused(key: string): boolean {
    const draft = files.edits(get()).drafts.get(key);
    const standing = draft && standingOf(draft, files.now(get(), key));
    if (standing === 'changed')
      get().say(`Not saved: decide first about ${files.path(key)} on the disk`);
    if (standing === 'unreadable')
      get().say(`Not saved: ${files.path(key)} cannot be understood, and is left alone`);
    return standing === 'changed' || standing === 'unreadable';
  }

  return {
    edit(key, content) {
      const now = files.now(get(), key);
      const begun = files.edits(get()).drafts.get(key) ?? (now && { ...now, base: now.content });
      if (begun === undefined) return;
      const { base, revision } = begun;
      put(key, edited({ content, base, revision }, content));
    },
    async save(key) {
      const begun = files.edits(get()).drafts.get(key);
      if (begun === undefined || writing.has(key) || isRefused(key)) return;
      if (!(await meetsAnother(key, begun)) || isRefused(key)) return;
      // It says nothing else: a comment was written, or the order of its items.
      const draft = files.edits(get()).drafts.get(key);
      if (draft === undefined || !(await meetsAnother(key, draft)) || isRefused(key)) return;
      put(key, draft, {
        code: 'usage',
        message: `${files.path(key)} is written by something else at the same time`,
        hint: 'What you typed is kept here: save again',
      });
    },
    keep(key) {
      const draft = files.edits(get()).drafts.get(key);
      const now = files.now(get(), key);
      if (draft !== undefined && now !== undefined) put(key, rebased(draft, now));
    },
    discard: (key) => put(key, undefined),
    settle,
    restore(restored) {
      const { drafts, faults } = files.edits(get());
      files.put({ drafts: new Map([...restored, ...drafts]), faults });
    },
    rename(keyNow) {
      const { drafts, faults } = files.edits(get());
      const renamed = <Value>(map: ReadonlyMap<string, Value>) =>
        new Map([...map].map(([key, value]) => [keyNow(key), value] as const));
      files.put({ drafts: renamed(drafts), faults: renamed(faults) });
    },
  };
}

function withEntry<Value>(
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
