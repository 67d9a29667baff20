import { useEffect, useState } from 'react';
import type { AppError } from '#app/contract/result.ts';
import type { Workspace } from '#app/contract/workspace.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { type ItemRow, matchRows } from './item-rows.ts';

interface Search {
  /** `undefined` while nothing is looked for, or nothing was found out yet. */
  readonly rows?: readonly ItemRow[];
  /** Whether more was found. */
  readonly areCut?: boolean;
  readonly fault?: AppError;
}

const nothing: Search = {};

/** What is found; looked for once more when the workspace is another one. */
export function useSearch(query: string, workspace: Workspace): Search {
  const searchSaved = useApp((state) => state.searchSaved);
  const [found, setFound] = useState(nothing);
  useEffect(() => {
    if (query === '') return setFound(nothing);
    let isOver = false;
    void searchSaved(query).then((result) => {
      if (isOver) return;
      if (!result.ok) return setFound({ fault: result.error });
      const { matches, areCut } = result.value;
      setFound({ rows: matchRows(workspace, matches, query), areCut });
    });
    return () => {
      isOver = true;
    };
  }, [query, searchSaved, workspace]);
  return query === '' ? nothing : found;
}
