import { useEffect } from 'react';
import { useApp } from '#renderer/store/use-app.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';

/** Longer names would be cut by every system. */
const longest = 100;

/** Names the window by its workspace, so that several can be told apart. */
export function useWindowTitle(): void {
  const name = useApp((state) => state.workspace?.name);
  useEffect(() => {
    document.title =
      name === undefined ? 'Duplex' : `${shownText(name.slice(0, longest))} — Duplex`;
  }, [name]);
}
