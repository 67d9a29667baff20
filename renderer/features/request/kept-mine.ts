import type { SavedRequest } from '#app/contract/workspace.ts';
import { isSameContent, withChanges } from '#app/core/workspace/three-way.ts';
import type { Draft } from './draft.ts';
import { draftOfSaved } from './saved-form.ts';

/** A person's edits of a request, done to what its file says by now; messages are taken as a whole. */
export function keptRequest(
  base: SavedRequest,
  mine: SavedRequest,
  theirs: SavedRequest,
): SavedRequest {
  const { messages } = isSameContent(base.messages, mine.messages) ? theirs : mine;
  return { ...withChanges(base, mine, theirs), messages };
}

/** What the person goes on with; a message that is still theirs is as they have it in the editor. */
export function keptDraft(draft: Draft, kept: SavedRequest): Draft {
  const next = { ...draftOfSaved(kept), part: draft.part };
  if (!isSameContent(kept.messages, draft.messages)) return next;
  const { messages, shown, removed, editor } = draft;
  return { ...next, messages, shown, removed, editor };
}

/** Whether two requests go to the same server in the same way. */
export function hasSameTarget(one: SavedRequest, other: SavedRequest): boolean {
  const said = ({ target, tls, authority }: SavedRequest) => ({ target, tls, authority });
  return isSameContent(said(one), said(other));
}
