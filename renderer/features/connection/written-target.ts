import type { TlsProfile } from '#app/contract/settings.ts';
import type { SavedRequest, SavedTls } from '#app/contract/workspace.ts';
import { absolutePath } from '#app/core/workspace/saved-sources.ts';
import { draftOf, type TargetDraft } from './target-draft.ts';

type WrittenTarget = Pick<SavedRequest, 'target' | 'tls' | 'authority'>;

/** The target that files write down; `undefined` where they write none. `folder` is the workspace's. */
export function draftOfWritten(
  { target, tls, authority }: WrittenTarget,
  folder: string,
  profiles: readonly TlsProfile[],
): TargetDraft | undefined {
  if (target === undefined) return undefined;
  const { profile } = tls ?? {};
  return {
    ...draftOf({ address: target, ...(tls && { tls: choicesOf(tls, folder, profiles) }) }),
    ...(profile !== undefined && { profile }),
    ...(authority !== undefined && { authority }),
  };
}

function choicesOf(
  { profile, serverName, caPaths }: SavedTls,
  folder: string,
  profiles: readonly TlsProfile[],
) {
  const found = profiles.find(({ name }) => name === profile);
  return {
    ...found?.tls,
    ...(serverName !== undefined && { serverName }),
    ...(caPaths !== undefined && { caPaths: caPaths.map((path) => absolutePath(folder, path)) }),
  };
}
