import type { WorkspaceItem } from '#app/contract/workspace.ts';
import { folderOf, folderTitle } from '#app/core/workspace/items.ts';
import { FoundText } from '#renderer/ui/FoundText.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import type { SoughtMatch } from './item-rows.ts';

/** What was found: its name and folder, and below what of it was found. */
export function FoundItem(props: { readonly item: WorkspaceItem; readonly match: SoughtMatch }) {
  const { item, match } = props;
  const { query, excerpt } = match;
  const method = item.kind === 'request' ? item.method : '';
  return (
    <span className="found-item">
      <span className="item-row-name">
        <FoundText text={item.name} query={query} />
      </span>
      <span className="found-item-folder">{shownText(folderTitle(folderOf(item.path)))}</span>
      <span className="found-item-text data">
        <FoundText text={excerpt ?? method} query={query} />
      </span>
    </span>
  );
}
