import type { TlsProfile } from '#app/contract/settings.ts';
import type { SavedRequest, SavedTls } from '#app/contract/workspace.ts';
import { type Inherited, inheritedIn, withSettings } from '#app/core/workspace/inherit.ts';
import { folderOf } from '#app/core/workspace/items.ts';
import { absolutePath } from '#app/core/workspace/saved-sources.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { draftOf, type TargetDraft } from './target-draft.ts';

type Given = Pick<AppState, 'workspace' | 'workspaceTarget' | 'settings'>;
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

/** The target of requests in a folder that say none: what files say, else the window's. */
export function targetInFolder(given: Given, folder: string): TargetDraft {
  const { workspace } = given;
  if (workspace === null) return given.workspaceTarget;
  return cached(given, workspace, folder, () => fromFiles(given, inheritedIn(workspace, folder)));
}

/**
 * The target of a saved request that says none, or that gave up the one which its file says. What the file of
 * the former says of TLS goes with the inherited one; that of the latter is about its own server.
 */
export function targetOfFile(
  given: Given,
  { path, request }: { readonly path: string; readonly request: SavedRequest },
): TargetDraft {
  const { workspace } = given;
  const { target, tls, authority } = request;
  const folder = folderOf(path);
  const saysNothing = target !== undefined || (tls === undefined && authority === undefined);
  if (workspace === null || saysNothing) return targetInFolder(given, folder);
  return cached(given, request, folder, () =>
    fromFiles(given, withSettings(inheritedIn(workspace, folder), path, request)),
  );
}

function fromFiles({ workspace, workspaceTarget, settings }: Given, holds: Inherited): TargetDraft {
  const { target, tls, authority } = holds;
  if (target === undefined && tls === undefined && authority === undefined) return workspaceTarget;
  const written = {
    target: target?.value ?? workspaceTarget.address,
    ...(tls && { tls: tls.value }),
    ...(authority && { authority: authority.value }),
  };
  return draftOfWritten(written, workspace?.folder ?? '', settings.tlsProfiles) ?? workspaceTarget;
}

interface Known extends Given {
  readonly byFolder: Map<string, TargetDraft>;
}

const known = new WeakMap<object, Known>();

/** The same draft as long as nothing that it is made of is another. */
function cached(given: Given, owner: object, folder: string, make: () => TargetDraft): TargetDraft {
  const before = known.get(owner);
  const { workspace, workspaceTarget, settings } = given;
  const isCurrent =
    before?.workspace === workspace &&
    before.workspaceTarget === workspaceTarget &&
    before.settings.tlsProfiles === settings.tlsProfiles;
  const byFolder = isCurrent ? before.byFolder : new Map<string, TargetDraft>();
  if (!isCurrent) known.set(owner, { workspace, workspaceTarget, settings, byFolder });
  const target = byFolder.get(folder) ?? make();
  byFolder.set(folder, target);
  return target;
}
