import { useMemo } from 'react';
import { tabIsUnsaved } from '#renderer/features/request/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';

/** Paths of the saved requests and folders that have edits which are not saved. */
export function useUnsaved(): ReadonlySet<string> {
  const folders = useApp((state) => state.folderDrafts);
  // As a text, which is the same one while they are the same.
  const requests = useApp((state) =>
    state.tabs
      .filter(({ id, saved }) => saved !== undefined && tabIsUnsaved(state, id))
      .map(({ saved }) => saved?.path)
      .join('\n'),
  );
  return useMemo(() => new Set([...folders.keys(), ...requests.split('\n')]), [folders, requests]);
}
