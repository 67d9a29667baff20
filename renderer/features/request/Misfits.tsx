import { itemName } from '#app/core/workspace/items.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { FoldedNotice } from './FoldedNotice.tsx';
import { methodOfTab } from './request.selectors.ts';

interface MisfitsProps {
  readonly tabId: string;
  /** In sentences, each with its JSON path. */
  readonly misfits: readonly string[];
}

/** That a saved request is of another schema than the one that there is, and where. */
export function Misfits({ tabId, misfits }: MisfitsProps) {
  const path = useApp((state) => state.tabs.find(({ id }) => id === tabId)?.saved?.path ?? '');
  const type = useApp((state) => methodOfTab(state, tabId)?.input ?? '');
  const openPage = useApp((state) => state.openPage);
  const short = shownText(type.slice(type.lastIndexOf('.') + 1));
  return (
    <FoldedNotice
      title={`Not all of ${itemName(path)} fits ${short}`}
      hint="It is as its file has it; what does not fit is marked."
      actions={[
        { label: 'Show type', onPress: () => openPage({ kind: 'definition', symbol: type }) },
      ]}
      parts={[['', misfits]]}
    />
  );
}
