import type { DiagnosisStep } from '#app/contract/diagnosis.ts';
import type { Certificate } from '#app/contract/target.ts';
import { targetOf } from '#app/core/target.ts';
import {
  settingsOf,
  speaksTls,
  type TargetDraft,
  tlsToTry,
} from '#renderer/features/connection/index.ts';

/** A change that may mend what a step found, and harms nothing. */
export type Remedy =
  | { readonly kind: 'tls'; readonly on: boolean }
  | { readonly kind: 'server-name'; readonly name: string }
  | { readonly kind: 'tls-settings' | 'proxy-settings' | 'add-files' | 'metadata' };

/** A certificate may be for very many names. */
const mostNames = 3;
/** PERMISSION_DENIED and UNAUTHENTICATED. */
const refusals: ReadonlySet<number | undefined> = new Set([7, 16]);

/**
 * What can be done at once about a step that failed or warns, the likeliest first. To accept any
 * certificate is none of it.
 */
export function remediesFor(
  { state, step, cause }: DiagnosisStep,
  draft: TargetDraft,
  certificates: readonly Certificate[],
): readonly Remedy[] {
  if (state !== 'failed' && state !== 'warning') return [];
  const metadata: readonly Remedy[] = refusals.has(cause?.status) ? [{ kind: 'metadata' }] : [];
  if (step === 'call') return metadata;
  if (cause?.advice === 'proxy') return [{ kind: 'proxy-settings' }];
  if (step === 'reflection') return [...metadata, { kind: 'add-files' }];
  if (step !== 'tls' && step !== 'http2') return [];
  const to = tlsToTry(cause?.advice, draft);
  const other: readonly Remedy[] = to === undefined ? [] : [{ kind: 'tls', on: to === 'on' }];
  if (!speaksTls(draft)) return other;
  const hint = cause?.hint ?? '';
  // Who is not trusted is not trusted under another name either.
  const names = /server name/i.test(hint) ? otherNames(draft, certificates) : [];
  const settings: readonly Remedy[] = givesMore.test(hint) ? [{ kind: 'tls-settings' }] : [];
  return [...other, ...names, ...settings];
}

/** Hints that ask for what is given in the TLS settings. */
const givesMore = /TLS settings|client certificate|^Give /;

/** Names that the server's certificate is for, where it is not for the one that is asked for. */
function otherNames(draft: TargetDraft, [own]: readonly Certificate[]): readonly Remedy[] {
  // Those of a profile are other targets' too: they are changed where that is to be seen.
  if (own === undefined || draft.profile !== undefined) return [];
  const wanted = draft.tls.serverName ?? targetOf(settingsOf(draft)).host;
  if (own.names.some((name) => isFor(name, wanted))) return [];
  return own.names
    .filter((name) => /[a-z]/i.test(name) && !/[*:]/.test(name))
    .slice(0, mostNames)
    .map((name) => ({ kind: 'server-name', name }));
}

/** Whether a name of a certificate stands for a host (RFC 6125: `*` for one whole first label). */
function isFor(name: string, host: string): boolean {
  const [one, other] = [name.toLowerCase(), host.toLowerCase()];
  return one.startsWith('*.') ? one.slice(1) === other.slice(other.indexOf('.')) : one === other;
}
