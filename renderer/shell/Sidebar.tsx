import { Explorer } from '#renderer/features/explorer/index.ts';
import { Collections } from '#renderer/features/workspace/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Split } from '#renderer/ui/Split.tsx';

/** Pixels of the saved requests when only their title is shown. */
const titleHeight = 36;

/** What can be called, and what was kept of it. */
export function Sidebar() {
  const shown = useApp((state) => state.collectionsShown);
  const show = useApp((state) => state.showCollections);
  return (
    <Split
      id="collections"
      label="Resize collections"
      direction="vertical"
      initial={60}
      min={120}
      fold={{
        part: 'second',
        isFolded: !shown,
        size: titleHeight,
        onFold: (isFolded) => show(!isFolded),
      }}
      first={<Explorer />}
      second={<Collections />}
    />
  );
}
