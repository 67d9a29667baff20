import { useSyncExternalStore } from 'react';

const narrow = '(max-width: 1099px)';

/** Whether composer and answer have no room side by side. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(listen, () => window.matchMedia?.(narrow).matches ?? false);
}

function listen(changed: () => void): () => void {
  const query = window.matchMedia?.(narrow);
  query?.addEventListener('change', changed);
  return () => query?.removeEventListener('change', changed);
}
