import { ChevronRight, FileWarning } from 'lucide-react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { MethodKind } from '#app/contract/schema.ts';
import type { FileFault, WorkspaceItem } from '#app/contract/workspace.ts';
import { faultPlace } from '#app/core/workspace/fault-text.ts';
import { folderOf, folderTitle } from '#app/core/workspace/items.ts';
import { KindIcon, kindName } from '#renderer/ui/KindIcon.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { shownLines, shownText } from '#renderer/ui/shown-text.ts';
import { UnsavedMark } from '#renderer/ui/UnsavedMark.tsx';
import { FoundItem } from './FoundItem.tsx';
import type { ItemRow } from './item-rows.ts';

interface ItemRowViewProps {
  readonly row: ItemRow;
  readonly index: number;
  /** In pixels. */
  readonly top: number;
  /** Of a request whose method is known. */
  readonly kind: MethodKind | undefined;
  readonly isActive: boolean;
  readonly isCurrent: boolean;
  readonly isUnsaved: boolean;
  /** Where something that is dragged would go. */
  readonly drop: 'above' | 'below' | 'into' | undefined;
  readonly onFocus: () => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Where the keyboard goes when the item it was on is gone. */
const toNext = passFocusOn(() =>
  document.querySelector<HTMLElement>('.item-tree [role="treeitem"][tabindex="0"]')?.focus(),
);

export function ItemRowView(props: ItemRowViewProps) {
  const { row, index, top, kind, isActive, isCurrent, isUnsaved, drop } = props;
  const { item, level, match } = row;
  const marks = [
    match && 'item-row-match',
    isCurrent && 'item-row-current',
    drop && `item-row-drop-${drop}`,
  ];
  return (
    <div
      ref={toNext}
      role="treeitem"
      className={['item-row', `item-row-${item.kind}`, ...marks].filter(Boolean).join(' ')}
      style={{ top, paddingLeft: 8 + (level - 1) * 16 }}
      data-index={index}
      draggable={match === undefined}
      tabIndex={isActive ? 0 : -1}
      aria-label={`${rowName(row, kind)}${isUnsaved ? ', unsaved changes' : ''}`}
      aria-level={level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.expanded}
      aria-current={isCurrent ? 'true' : undefined}
      aria-selected={isCurrent}
      title={rowTitle(item)}
      onFocus={props.onFocus}
      onClick={props.onClick}
      onKeyDown={props.onKeyDown}
    >
      <Mark item={item} kind={kind} />
      {match === undefined ? (
        <span className="item-row-name">{shownText(item.name)}</span>
      ) : (
        <FoundItem item={item} match={match} />
      )}
      {isUnsaved ? <UnsavedMark /> : null}
      {item.fault === undefined ? null : (
        <span className="item-row-fault">{faultPlace(item.fault) ?? 'cannot be read'}</span>
      )}
    </div>
  );
}

function Mark({ item, kind }: Pick<ItemRowViewProps, 'kind'> & { readonly item: WorkspaceItem }) {
  if (item.kind === 'folder')
    return <ChevronRight className="item-row-chevron" size={14} aria-hidden="true" />;
  if (item.fault !== undefined)
    return <FileWarning className="item-row-warning" size={16} aria-hidden="true" />;
  return <KindIcon kind={kind} />;
}

/** Begins with the name, as people and tests look for it. */
function rowName({ item, match }: ItemRow, kind: MethodKind | undefined): string {
  const fault = item.fault === undefined ? '' : `, ${faultWords(item.fault)}`;
  if (item.kind === 'folder') {
    const count = item.items.length;
    return `${shownText(item.name)}, folder, ${count} ${count === 1 ? 'item' : 'items'}${fault}`;
  }
  const words = kind === undefined ? '' : `, ${kindName(kind).toLowerCase()}`;
  const folder = match === undefined ? '' : `, in ${shownText(folderTitle(folderOf(item.path)))}`;
  return `${shownText(item.name)}${words}${folder}${fault}`;
}

function rowTitle(item: WorkspaceItem): string {
  const lines = [item.path, item.kind === 'request' ? item.method : ''];
  const fault = item.fault === undefined ? [] : [faultWords(item.fault)];
  return shownLines([...lines, ...fault].filter((line) => line !== '').join('\n'));
}

function faultWords(fault: FileFault): string {
  const place = faultPlace(fault);
  return place === undefined ? fault.message : `does not parse at ${place}: ${fault.message}`;
}
