import { Explorer } from '#renderer/features/explorer/index.ts';
import { History } from '#renderer/features/history/index.ts';
import { Collections } from '#renderer/features/workspace/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Split } from '#renderer/ui/Split.tsx';

/** Pixels of the saved requests, or of the past calls, when only their title is shown. */
const titleHeight = 36;

/** What can be called, what was kept of it, and what was called. */
export function Sidebar() {
  const shown = useApp((state) => state.historyShown);
  const show = useApp((state) => state.showHistory);
  return (
    <Split
      id="history"
      label="Resize history"
      direction="vertical"
      initial={74}
      min={120}
      fold={{
        part: 'second',
        isFolded: !shown,
        size: titleHeight,
        onFold: (isFolded) => show(!isFolded),
      }}
      first={<ToCall />}
      second={<History />}
    />
  );
}

function ToCall() {
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
