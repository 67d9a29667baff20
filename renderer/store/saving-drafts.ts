import type { AppError } from '#app/contract/result.ts';
import { edited, type FileDraft, standingOf } from '#app/core/workspace/file-draft.ts';
import type { SliceTools } from './app-state.ts';
import { type FilesOf, withDraft } from './file-edits.ts';

/** How edits get into their files. */
export interface SavingDrafts<Content extends object> {
  /** Writes the edits, and says why not where something stands between them and their file. */
  save(key: string): Promise<void>;
  /** What is being written of a file right now. */
  written(key: string): Content | undefined;
}

/** @param settle has drafts go with files that say nothing else */
export function savingDrafts<Content extends object>(
  { get }: Pick<SliceTools, 'get'>,
  files: FilesOf<Content>,
  settle: () => void,
): SavingDrafts<Content> {
  /** One save of a file at a time, each over what was there. */
  const writing = new Map<string, Content>();
  const put = (key: string, draft: FileDraft<Content> | undefined, fault?: AppError) =>
    files.put(withDraft(files.edits(get()), key, draft, fault));
  const draftOf = (key: string) => files.edits(get()).drafts.get(key);

  /** Whether the file was another one by then: nothing was written. */
  async function meetsAnother(key: string, draft: FileDraft<Content>): Promise<boolean> {
    const revision = files.now(get(), key)?.revision ?? null;
    writing.set(key, draft.content);
    const result = await files.write(key, draft.content, revision);
    await get().loadWorkspace();
    writing.delete(key);
    const typed = draftOf(key);
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
    const draft = draftOf(key);
    const standing = draft && standingOf(draft, files.now(get(), key));
    if (standing === 'changed')
      get().say(`Not saved: decide first about ${files.path(key)} on the disk`);
    if (standing === 'unreadable')
      get().say(`Not saved: ${files.path(key)} cannot be understood, and is left alone`);
    return standing === 'changed' || standing === 'unreadable';
  }

  return {
    written: (key) => writing.get(key),
    async save(key) {
      const begun = draftOf(key);
      if (begun === undefined || writing.has(key) || isRefused(key)) return;
      const fault = files.check?.(begun.content, begun.base);
      if (fault !== undefined) return put(key, begun, fault);
      if (!(await meetsAnother(key, begun)) || isRefused(key)) return;
      // It says nothing else: a comment was written, or the order of its items.
      const draft = draftOf(key);
      if (draft === undefined || !(await meetsAnother(key, draft)) || isRefused(key)) return;
      put(key, draft, {
        code: 'usage',
        message: `${files.path(key)} is written by something else at the same time`,
        hint: 'What you typed is kept here: save again',
      });
    },
  };
}
