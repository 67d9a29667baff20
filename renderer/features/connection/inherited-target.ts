import { type AppError, failureOf } from '#app/contract/result.ts';
import type { Settings } from '#app/contract/settings.ts';
import { schemeTls } from '#app/core/target.ts';
import type { Inherited } from '#app/core/workspace/inherit.ts';
import { tlsSettingsOf } from '#app/core/workspace/resolve-request.ts';
import type { TargetDraft } from './target-draft.ts';

/** What a target is inherited with. */
interface Around {
  /** The workspace's folder. */
  readonly folder: string;
  readonly tlsProfiles: Settings['tlsProfiles'];
  /** What the window has where no file says an address. */
  readonly base: TargetDraft;
}

const made = new WeakMap<Inherited, { around: Around; draft: TargetDraft | undefined }>();

/** The target that files say, if any; the same object as long as nothing of it changes. */
export function inheritedTarget(holds: Inherited, around: Around): TargetDraft | undefined {
  const known = made.get(holds);
  if (
    known?.around.folder === around.folder &&
    known.around.tlsProfiles === around.tlsProfiles &&
    known.around.base === around.base
  )
    return known.draft;
  const draft = make(holds, around);
  made.set(holds, { around, draft });
  return draft;
}

/** What keeps TLS choices that files say from being used here. */
export function inheritedTlsFault(holds: Inherited, around: Around): AppError | undefined {
  const { tls } = holds;
  return tls && failureOf(() => tlsSettingsOf(tls.value, around));
}

function make(holds: Inherited, around: Around): TargetDraft | undefined {
  const { target, tls, authority } = holds;
  if (target === undefined && tls === undefined && authority === undefined) return undefined;
  const { ownTls: _typed, ...base } = around.base;
  const address = target?.value ?? base.address;
  const own = target === undefined ? base : { tls: {} };
  const isUsable = tls !== undefined && inheritedTlsFault(holds, around) === undefined;
  return {
    ...own,
    address,
    useTls: schemeTls(address) ?? tls !== undefined,
    ...(tls && { tls: isUsable ? tlsSettingsOf(tls.value, around) : {} }),
    ...(tls?.value.profile !== undefined && { profile: tls.value.profile }),
    ...(authority && { authority: authority.value }),
  };
}
