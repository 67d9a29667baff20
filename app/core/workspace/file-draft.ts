import type { FileFault, Revision } from '#app/contract/workspace.ts';
import { isSameContent, withChanges } from './three-way.ts';

/** What a person changed of a file of settings, and what that file said when they began. */
export interface FileDraft<Content extends object> {
  readonly content: Content;
  readonly base: Content;
  readonly revision: Revision;
}

/** A file of settings as it is now. */
export interface FileNow<Content extends object> {
  readonly content: Content;
  readonly revision: Revision;
  readonly fault?: FileFault;
}

/**
 * What stands between a draft and its file: nothing (`clear`), that it says something else than when the
 * draft was begun (`changed`), that it cannot be understood (`unreadable`), or that it is not there
 * (`gone`).
 */
export type Standing = 'clear' | 'changed' | 'unreadable' | 'gone';

export function standingOf<Content extends object>(
  draft: FileDraft<Content>,
  now: FileNow<Content> | undefined,
): Standing {
  if (now === undefined) return 'gone';
  if (now.revision === null && draft.revision !== null) return 'gone';
  if (now.fault !== undefined) return 'unreadable';
  return draft.revision === now.revision ? 'clear' : 'changed';
}

/** The draft with this content; `undefined` where it says again what the file did. */
export function edited<Content extends object>(
  draft: FileDraft<Content>,
  content: Content,
): FileDraft<Content> | undefined {
  return isSameContent(content, draft.base) ? undefined : { ...draft, content };
}

/** What the file would say with the edits that a person keeps. */
export function keptContent<Content extends object>(
  { base, content }: FileDraft<Content>,
  { content: theirs }: FileNow<Content>,
): Content {
  return withChanges(base, content, theirs);
}

/** The draft as edits of the file as it is now; `undefined` where none are left. */
export function rebased<Content extends object>(
  draft: FileDraft<Content>,
  now: FileNow<Content>,
): FileDraft<Content> | undefined {
  const content = keptContent(draft, now);
  const { content: theirs, revision } = now;
  return isSameContent(content, theirs) ? undefined : { content, base: theirs, revision };
}

/**
 * The draft beside what the file has become: the file's own where nobody changed what it says, and none
 * where it says by now what the draft does.
 */
export function settled<Content extends object>(
  draft: FileDraft<Content>,
  now: FileNow<Content> | undefined,
): FileDraft<Content> | undefined {
  if (now === undefined || now.fault !== undefined) return draft;
  if (isSameContent(draft.content, now.content)) return undefined;
  const isUntouched = isSameContent(draft.base, now.content);
  // What a window kept for the next start may lack a password that the file has.
  if (draft.revision === now.revision) return isUntouched ? draft : rebased(draft, now);
  return isUntouched ? { ...draft, revision: now.revision } : draft;
}
