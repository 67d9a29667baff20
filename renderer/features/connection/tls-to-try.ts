import type { Advice } from '#app/contract/result.ts';
import { speaksTls, type TargetDraft } from './target-draft.ts';

/** How TLS is to be switched where the server may speak the other scheme than the target's. */
export function tlsToTry(advice: Advice | undefined, draft: TargetDraft): 'on' | 'off' | undefined {
  if (speaksTls(draft)) return advice === 'tls-off' ? 'off' : undefined;
  return advice === 'tls-on' ? 'on' : undefined;
}
