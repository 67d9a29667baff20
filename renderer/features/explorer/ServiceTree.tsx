import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react';
import type { MethodSummary } from '#app/contract/schema.ts';
import { KindIcon, kindName } from '#renderer/ui/KindIcon.tsx';
import { type MenuPlace, menuPlace } from '#renderer/ui/menu-place.ts';
import { shownLines, shownText } from '#renderer/ui/shown-text.ts';
import { treeMove } from '#renderer/ui/tree-move.ts';
import { type HowOpened, howOpened, rowUnder } from '#renderer/ui/tree-row-events.ts';
import { useWindowing } from '#renderer/ui/use-windowing.ts';
import type { ServiceGroup } from './filter.ts';
import { type Toggled, type TreeRow, treeRows } from './tree-rows.ts';
import { useCurrentInView } from './use-current-in-view.ts';
import './ServiceTree.css';

/** `--row-tree` in tokens.css. */
const rowHeight = 28;

interface ServiceTreeProps {
  readonly groups: readonly ServiceGroup[];
  readonly isFiltered: boolean;
  /** Path of the method whose tab is shown. */
  readonly current: string | undefined;
  readonly onOpen: (method: MethodSummary, how: HowOpened) => void;
  /** A menu is wanted for a service or method, at a place in the window. */
  readonly onMenu: (of: MenuSubject, at: MenuPlace) => void;
}

export interface MenuSubject {
  readonly symbol: string;
  /** Absent for a service. */
  readonly method?: MethodSummary;
}

/**
 * Made by hand: the library's tree does work for all rows for each row it draws, which ten thousand
 * methods make felt. Here only what is in view is drawn, and a tree is a flat list of rows.
 */
export function ServiceTree(props: ServiceTreeProps) {
  const { groups, isFiltered, current, onOpen, onMenu } = props;
  const [toggled, setToggled] = useState<Toggled>(new Map());
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => treeRows(groups, toggled, isFiltered), [groups, toggled, isFiltered]);
  const active = Math.max(
    0,
    rows.findIndex(({ key }) => key === activeKey),
  );
  const view = useWindowing(tree, rows.length, rowHeight, active);
  useCurrentInView({ groups, rows, isFiltered, current }, (row) => {
    if ('expand' in row) return toggle(row.expand, true);
    setActiveKey(current ?? null);
    view.showRow(row.index);
  });

  function toggle(service: string, expanded: boolean) {
    setToggled((before) => new Map(before).set(service, expanded));
  }
  function activate(row: TreeRow, event: KeyboardEvent | MouseEvent) {
    if (row.kind === 'service') toggle(row.key, !row.expanded);
    else onOpen(row.method, howOpened(event));
  }
  function onKeyDown(event: KeyboardEvent, row: TreeRow, index: number) {
    if (event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') activate(row, event);
    else {
      const move = treeMove(rows, index, event.key, view.pageRows);
      if (move === undefined) return;
      if ('toggle' in move) toggle(move.toggle, move.expanded);
      else {
        setActiveKey(rows[move.to]?.key ?? null);
        view.focusRow(move.to);
      }
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div ref={tree} className="service-tree" onScroll={view.onScroll}>
      <div
        role="tree"
        aria-label="Services"
        className="service-tree-rows"
        style={{ height: rows.length * rowHeight }}
        onContextMenu={(event) => {
          const row = rows[rowUnder(event)];
          if (row !== undefined) onMenu(subjectOf(row), menuPlace(event));
        }}
      >
        {view.drawn.map((index) => {
          const row = rows[index];
          return row === undefined ? null : (
            <TreeRowView
              key={row.key}
              row={row}
              index={index}
              isActive={index === active}
              isCurrent={row.key === current}
              onFocus={() => setActiveKey(row.key)}
              onClick={(event) => activate(row, event)}
              onKeyDown={(event) => onKeyDown(event, row, index)}
            />
          );
        })}
      </div>
    </div>
  );
}

function subjectOf(row: TreeRow): MenuSubject {
  return row.kind === 'service'
    ? { symbol: row.service.name }
    : { symbol: row.method.path, method: row.method };
}

interface TreeRowViewProps {
  readonly row: TreeRow;
  readonly index: number;
  readonly isActive: boolean;
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function TreeRowView(props: TreeRowViewProps) {
  const { row, index, isActive, isCurrent, onFocus, onClick, onKeyDown } = props;
  const isService = row.kind === 'service';
  return (
    <div
      role="treeitem"
      className={`service-tree-row service-tree-${row.kind}${isCurrent ? ' service-tree-current' : ''}`}
      style={{ top: index * rowHeight }}
      data-index={index}
      tabIndex={isActive ? 0 : -1}
      aria-label={rowName(row)}
      aria-level={isService ? 1 : 2}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={isService ? row.expanded : undefined}
      aria-current={isCurrent ? 'true' : undefined}
      aria-selected={isCurrent}
      title={rowTitle(row)}
      onFocus={onFocus}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      {row.kind === 'service' ? (
        <ServiceName name={row.service.name} />
      ) : (
        <MethodName method={row.method} />
      )}
    </div>
  );
}

function ServiceName({ name }: { readonly name: string }) {
  const packagePart = name.slice(0, name.lastIndexOf('.') + 1);
  return (
    <>
      <ChevronRight className="service-tree-chevron" size={14} aria-hidden="true" />
      <span className="service-tree-full-name data">
        <span className="service-tree-package start-gives-way">
          <bdi>{shownText(packagePart)}</bdi>
        </span>
        <span className="service-tree-name">{shownText(name.slice(packagePart.length))}</span>
      </span>
    </>
  );
}

function MethodName({ method }: { readonly method: MethodSummary }) {
  const deprecated = method.deprecated === true ? ' service-tree-deprecated' : '';
  return (
    <>
      <KindIcon kind={method.kind} />
      <span className={`service-tree-text${deprecated}`}>{shownText(method.name)}</span>
    </>
  );
}

/** Begins with the name, as people and tests look for it. */
function rowName(row: TreeRow): string {
  if (row.kind === 'service') {
    const count = row.service.methods.length;
    return `${shownText(row.service.name)}, ${count} ${count === 1 ? 'method' : 'methods'}`;
  }
  const deprecated = row.method.deprecated === true ? ', deprecated' : '';
  return `${shownText(row.method.name)}, ${kindName(row.method.kind).toLowerCase()}${deprecated}`;
}

function rowTitle(row: TreeRow): string {
  const [name, comment] =
    row.kind === 'service'
      ? [row.service.name, row.service.comment]
      : [row.method.path, row.method.comment];
  return shownLines(comment === undefined ? name : `${name}\n\n${comment}`);
}
