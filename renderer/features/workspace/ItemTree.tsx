import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { MethodKind } from '#app/contract/schema.ts';
import { type MenuPlace, menuPlace } from '#renderer/ui/menu-place.ts';
import { type HowOpened, howOpened, rowUnder } from '#renderer/ui/tree-row-events.ts';
import { useWindowing } from '#renderer/ui/use-windowing.ts';
import { ItemRowView } from './ItemRowView.tsx';
import type { ItemRow } from './item-rows.ts';
import { useItemDrag } from './use-item-drag.ts';
import { useShownItem } from './use-shown-item.ts';
import { useTreeKeys } from './use-tree-keys.ts';
import './ItemTree.css';

/** `--row-tree` and `--row-found` in tokens.css. */
const [treeRow, foundRow] = [28, 44];

interface ItemTreeProps {
  readonly rows: readonly ItemRow[];
  /** Path of the request whose tab is shown. */
  readonly current: string | undefined;
  /** Paths of what has edits that are not saved. */
  readonly unsaved: ReadonlySet<string>;
  /** What was just made or moved: the keyboard goes there. */
  readonly wanted: string | null;
  readonly onShown: () => void;
  readonly kindOf: (method: string) => MethodKind | undefined;
  readonly onToggle: (folders: readonly string[], expanded: boolean) => void;
  readonly onOpen: (path: string, how: HowOpened) => void;
  readonly onMenu: (path: string | undefined, at: MenuPlace) => void;
  readonly onFocus: (path: string | null) => void;
  /** A key that means something for the item under the keyboard; whether it was one. */
  readonly onKey: (path: string, event: KeyboardEvent) => boolean;
  readonly onDrop: (path: string, folder: string, before: string | null | undefined) => void;
}

/** Saved requests and their folders; only what is in view is drawn. */
export function ItemTree(props: ItemTreeProps) {
  const { rows, current, unsaved, wanted, onShown, kindOf, onToggle, onOpen, onFocus, onKey } =
    props;
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const active = useActiveIndex(rows, activeKey);
  const rowHeight = rows[0]?.match === undefined ? treeRow : foundRow;
  const view = useWindowing(tree, rows.length, rowHeight, active);
  const moveBy = useTreeKeys();
  const drag = useItemDrag(rows, rowHeight, props.onDrop);
  useShownItem({
    rows,
    current,
    wanted,
    expand: (folders) => onToggle(folders, true),
    show(row, index) {
      setActiveKey(row.key);
      view.showRow(index);
    },
    focus(row, index) {
      setActiveKey(row.key);
      view.focusRow(index);
      onShown();
    },
  });

  function activate({ item, expanded }: ItemRow, event: KeyboardEvent | MouseEvent) {
    if (item.kind === 'folder') return onToggle([item.path], expanded !== true);
    onOpen(item.path, howOpened(event));
  }
  function onKeyDown(event: KeyboardEvent, row: ItemRow, index: number) {
    if (onKey(row.key, event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.altKey) return;
    const isPress = event.key === 'Enter' || event.key === ' ';
    const move = isPress ? undefined : moveBy(rows, index, event, view.pageRows);
    if (isPress) activate(row, event);
    else if (move === undefined) return;
    else if ('toggle' in move) onToggle([move.toggle], move.expanded);
    else {
      setActiveKey(rows[move.to]?.key ?? null);
      view.focusRow(move.to);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div ref={tree} className="item-tree" onScroll={view.onScroll}>
      <div
        role="tree"
        aria-label="Collections"
        className={`item-tree-rows${drag.at?.index === -1 ? ' item-tree-drop' : ''}`}
        style={{ height: rows.length * rowHeight }}
        onBlur={({ relatedTarget }) => {
          // What is done in the palette is done to the item that the keyboard comes back to.
          if (relatedTarget?.closest('[role="dialog"]') == null) onFocus(null);
        }}
        onContextMenu={(event) => props.onMenu(rows[rowUnder(event)]?.key, menuPlace(event))}
        {...drag.handlers}
      >
        {view.drawn.map((index) => {
          const row = rows[index];
          return row === undefined ? null : (
            <ItemRowView
              key={row.key}
              row={row}
              top={index * rowHeight}
              index={index}
              kind={row.item.kind === 'request' ? kindOf(row.item.method) : undefined}
              isActive={index === active}
              isCurrent={row.key === current}
              isUnsaved={unsaved.has(row.key)}
              drop={drag.at?.index === index ? drag.at.place.at : undefined}
              onFocus={() => {
                setActiveKey(row.key);
                onFocus(row.key);
              }}
              onClick={(event) => activate(row, event)}
              onKeyDown={(event) => onKeyDown(event, row, index)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The row with the keyboard; where it went, the one in its place. */
function useActiveIndex(rows: readonly ItemRow[], activeKey: string | null): number {
  const last = useRef(0);
  const index = useMemo(() => rows.findIndex(({ key }) => key === activeKey), [rows, activeKey]);
  const active = index === -1 ? Math.max(0, Math.min(last.current, rows.length - 1)) : index;
  useEffect(() => {
    last.current = active;
  });
  return active;
}
