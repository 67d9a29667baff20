import { speaksTls, type TargetDraft } from './target-draft.ts';

/** How TLS is to be switched where a hint names the other scheme, which says that the server may speak it. */
export function tlsToTry(hint: string | undefined, draft: TargetDraft): 'on' | 'off' | undefined {
  if (hint === undefined) return undefined;
  if (speaksTls(draft)) return /\bgrpc:\/\//.test(hint) ? 'off' : undefined;
  return /\bgrpcs:\/\//.test(hint) ? 'on' : undefined;
}
