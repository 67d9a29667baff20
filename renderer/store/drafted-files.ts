import { edited, type FileDraft, rebased, settled } from '#app/core/workspace/file-draft.ts';
import { isSameContent } from '#app/core/workspace/three-way.ts';
import type { SliceTools } from './app-state.ts';
import { type FilesOf, withDraft, withEntry } from './file-edits.ts';
import { savingDrafts } from './saving-drafts.ts';

/** What can be done with them. Nothing that somebody else wrote is written over unseen. */
export interface DraftedFiles<Content extends object> {
  edit(key: string, content: Content): void;
  /** Writes the edits, and says why not where something stands between them and their file. */
  save(key: string): Promise<void>;
  /** The edits win where they differ; what only the file changed stays the file's. Saves nothing. */
  keep(key: string): void;
  /** The edits are given up, */
  discard(key: string): void;
  /** or not. */
  takeBack(key: string): void;
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
  function put(key: string, draft: FileDraft<Content> | undefined): void {
    files.put(withDraft(files.edits(get()), key, draft));
  }

  function beside(key: string, draft: FileDraft<Content>): FileDraft<Content> | undefined {
    const now = files.now(get(), key);
    const written = saving.written(key);
    if (written === undefined) return settled(draft, now);
    // What is typed while a save is under way is an edit of what that writes.
    const isWritten = isSameContent(written, now?.content);
    return isWritten ? settled({ ...draft, base: written }, now) : draft;
  }

  function settle(): void {
    const { drafts, ...others } = files.edits(get());
    const all = [...drafts].map(([key, draft]) => [key, beside(key, draft)] as const);
    if (all.every(([key, draft]) => drafts.get(key) === draft)) return;
    files.put({
      ...others,
      drafts: new Map(all.flatMap(([key, draft]) => (draft === undefined ? [] : [[key, draft]]))),
    });
  }

  const saving = savingDrafts({ get }, files, settle);

  return {
    edit(key, content) {
      const now = files.now(get(), key);
      const begun = files.edits(get()).drafts.get(key) ?? (now && { ...now, base: now.content });
      if (begun === undefined) return;
      const { base, revision } = begun;
      put(key, edited({ content, base, revision }, content));
    },
    save: saving.save,
    keep(key) {
      const draft = files.edits(get()).drafts.get(key);
      const now = files.now(get(), key);
      if (draft !== undefined && now !== undefined) put(key, rebased(draft, now));
    },
    discard(key) {
      const draft = files.edits(get()).drafts.get(key);
      put(key, undefined);
      const { discarded, ...others } = files.edits(get());
      files.put({ ...others, discarded: withEntry(discarded, key, draft) });
    },
    takeBack(key) {
      const draft = files.edits(get()).discarded.get(key);
      put(key, draft);
      settle();
    },
    settle,
    restore(restored) {
      const { drafts, ...others } = files.edits(get());
      files.put({ ...others, drafts: new Map([...restored, ...drafts]) });
    },
    rename(keyNow) {
      const { drafts, faults, discarded } = files.edits(get());
      const renamed = <Value>(map: ReadonlyMap<string, Value>) =>
        new Map([...map].map(([key, value]) => [keyNow(key), value] as const));
      files.put({
        drafts: renamed(drafts),
        faults: renamed(faults),
        discarded: renamed(discarded),
      });
    },
  };
}
