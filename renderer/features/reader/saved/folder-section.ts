import { useMemo } from 'react';
import type { FolderSettings } from '#app/contract/workspace.ts';
import { type Inherited, inheritedBy, withSettings } from '#app/core/workspace/inherit.ts';
import { placeName } from '#renderer/features/environment/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { withSetting } from './with-setting.ts';

/** Says one thing of a folder's, or the workspace's, settings; what is `undefined` is inherited. */
type SetSetting = <Key extends keyof FolderSettings>(key: Key, value: FolderSettings[Key]) => void;

/** What each section of the page is given. */
export interface FolderSectionProps {
  /** Empty for the workspace. */
  readonly path: string;
  readonly settings: FolderSettings;
  /** What is inherited by what is not said here. */
  readonly holds: Inherited;
  readonly set: SetSetting;
}

const nothing: Inherited = { metadata: [], options: {}, scopes: [] };

/** The settings of a folder with what it inherits, and how to change them. */
export function useFolderSection(path: string, settings: FolderSettings): FolderSectionProps {
  const workspace = useApp((state) => state.workspace);
  const editFolder = useApp((state) => state.editFolder);
  const { target } = settings;
  const holds = useMemo(() => {
    if (workspace === null || path === '') return nothing;
    // Whoever says another target inherits nothing that belongs to a server.
    return withSettings(inheritedBy(workspace, path), path, target === undefined ? {} : { target });
  }, [workspace, path, target]);
  return {
    path,
    settings,
    holds,
    set: (key, value) => editFolder(path, withSetting(settings, key, value)),
  };
}

/** `Inherited from the workspace`; `undefined` where it is not. */
export function originOf(inherited: { readonly from: string } | undefined): string | undefined {
  return inherited && `Inherited from ${placeName(inherited.from)}`;
}
