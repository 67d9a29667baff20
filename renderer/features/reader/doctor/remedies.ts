import type { DiagnosisStep } from '#app/contract/diagnosis.ts';
import type { Certificate } from '#app/contract/target.ts';
import { targetOf } from '#app/core/target.ts';
import { settingsOf, speaksTls, type TargetDraft } from '#renderer/features/connection/index.ts';

/** A change that may mend what a step found, and harms nothing. */
export type Remedy =
  | { readonly kind: 'tls'; readonly on: boolean }
  | { readonly kind: 'server-name'; readonly name: string }
  | { readonly kind: 'tls-settings' | 'add-files' | 'metadata' };

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
  if (step === 'reflection') {
    const files = { kind: 'add-files' } as const;
    return refusals.has(cause?.status) ? [{ kind: 'metadata' }, files] : [files];
  }
  if (step !== 'tls' && step !== 'http2') return [];
  const isTls = speaksTls(draft);
  // A hint that names the other scheme says that the server may speak it.
  if (!isTls && /\bgrpcs:\/\//.test(cause?.hint ?? '')) return [{ kind: 'tls', on: true }];
  if (isTls && /\bgrpc:\/\//.test(cause?.hint ?? '')) return [{ kind: 'tls', on: false }];
  if (!isTls || step === 'http2') return [];
  return [...otherNames(draft, certificates), { kind: 'tls-settings' }];
}

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
