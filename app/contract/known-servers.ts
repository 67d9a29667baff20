import * as v from 'valibot';
import { optionTexts } from './option-texts.ts';
import { targetDraft } from './session.ts';
import { longestAddress } from './target.ts';

/** What was chosen on this machine for a server: it holds in every window, wherever its address is. */
export const knownServer = v.object({
  address: v.pipe(v.string(), v.maxLength(longestAddress)),
  /** How TLS is spoken to it; absent for nothing that was chosen. */
  target: v.exactOptional(targetDraft),
  /** How calls to it go. */
  options: v.exactOptional(optionTexts),
});
export type KnownServer = v.InferOutput<typeof knownServer>;

/** So many servers are remembered, those that were changed last. */
export const mostKnownServers = 400;
