import type { FolderSettings } from '#app/contract/workspace.ts';

/**
 * The settings with another value under a key; an empty one is not said, and so inherited. Of the server's
 * TLS and of the schema, saying that there is nothing is something else.
 */
export function withSetting<Key extends keyof FolderSettings>(
  settings: FolderSettings,
  key: Key,
  value: FolderSettings[Key],
): FolderSettings {
  const { [key]: _before, ...rest } = settings;
  const isSaid = key === 'tls' || key === 'schema' ? value !== undefined : !isEmpty(value);
  return isSaid ? { ...rest, [key]: value } : rest;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
