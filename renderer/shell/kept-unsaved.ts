import { mostRequests, type Session } from '#app/contract/session.ts';
import type { FolderSettings } from '#app/contract/workspace.ts';
import { keptOptions } from '#app/core/option-text.ts';
import type { UnsavedSettings } from '#renderer/features/workspace/index.ts';

/** Edits of a workspace's settings that are not saved, as a session keeps them. */
export function keptUnsaved(
  unsaved: UnsavedSettings | undefined,
): Pick<Session, 'folders' | 'environments'> {
  const folders = [...(unsaved?.folders ?? [])].map(([path, { content, base, revision }]) => ({
    path,
    revision,
    settings: keptSettings(content),
    base: keptSettings(base),
  }));
  const environments = [...(unsaved?.environments ?? [])].map(([name, draft]) => ({
    name,
    ...draft,
  }));
  return {
    ...(environments.length > 0 && { environments: environments.slice(-mostRequests) }),
    ...(folders.length > 0 && { folders: folders.slice(-mostRequests) }),
  };
}

/** Without the password of a proxy. */
function keptSettings({ options, ...rest }: FolderSettings): FolderSettings {
  return options === undefined ? rest : { ...rest, options: keptOptions(options) };
}
