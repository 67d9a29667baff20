import type { SavedRequest } from '#app/contract/workspace.ts';
import { isSameContent, withChanges } from '#app/core/workspace/three-way.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import type { Draft } from './draft.ts';
import { draftOfSaved, requestToSave } from './saved-form.ts';

/** Both sides of a conflict, and what the person's own side would make of the file. */
interface KeptMine {
  readonly mine: SavedRequest;
  readonly theirs: SavedRequest;
  readonly kept: SavedRequest;
}

/** What keeping one's own would keep; `undefined` where there is no conflict, or the file cannot be understood. */
export function keptOfTab(
  { conflicts, tabs, drafts, workspace }: AppState,
  tabId: string,
): KeptMine | undefined {
  const theirs = conflicts[tabId]?.theirs;
  const tab = tabs.find(({ id }) => id === tabId);
  const draft = drafts[tabId];
  if (!theirs || tab?.saved === undefined || draft === undefined) return undefined;
  const mine = requestToSave(tab, draft, workspace?.folder ?? '');
  return { mine, theirs, kept: keptRequest(tab.saved.request, mine, theirs) };
}

/** A person's edits of a request, done to what its file says by now; messages are taken as a whole. */
function keptRequest(base: SavedRequest, mine: SavedRequest, theirs: SavedRequest): SavedRequest {
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
