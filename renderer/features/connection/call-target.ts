import { parseTarget, targetText } from '#app/core/target.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { targetOfTab } from './connection.selectors.ts';
import { withAddress } from './known-targets.ts';
import { draftOf, speaksTls, type TargetDraft } from './target-draft.ts';

/**
 * The target of a call that was made before, of which its text alone is known: the one in use or with the
 * choices that are known of its server. `undefined` where a new request goes there anyway.
 */
export function targetOfCall(state: AppState, text: string): TargetDraft | undefined {
  if (isAt(targetOfTab(state, null), text)) return undefined;
  const inUse = state.tabs.map(({ id }) => targetOfTab(state, id)).find((one) => isAt(one, text));
  return inUse ?? withAddress(draftOf({ address: '' }), text, state.knownTargets);
}

function isAt(draft: TargetDraft, text: string): boolean {
  try {
    return targetText(parseTarget(draft.address, speaksTls(draft))) === text;
  } catch {
    return false;
  }
}
