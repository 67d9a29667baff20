import type { FolderSettings } from '#app/contract/workspace.ts';

/** The settings with another value under a key; an empty one is not said, and so inherited. */
export function withSetting<Key extends keyof FolderSettings>(
  settings: FolderSettings,
  key: Key,
  value: FolderSettings[Key],
): FolderSettings {
  const { [key]: _before, ...rest } = settings;
  return isEmpty(value) ? rest : { ...rest, [key]: value };
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
