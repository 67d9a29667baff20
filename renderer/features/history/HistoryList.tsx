import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { CommandId } from '#app/contract/command-table.ts';
import { kindsKnown } from '#renderer/features/explorer/index.ts';
import { afterDialog } from '#renderer/shell/after-dialog.ts';
import { focusRequest } from '#renderer/shell/focus-request.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { menuPlace } from '#renderer/ui/menu-place.ts';
import { treeMove } from '#renderer/ui/tree-move.ts';
import { rowUnder } from '#renderer/ui/tree-row-events.ts';
import { useWindowing } from '#renderer/ui/use-windowing.ts';
import { PastCallRow } from './PastCallRow.tsx';

/** `--row-found` in tokens.css. */
const rowHeight = 44;

const menu: readonly CommandId[] = ['openPast', 'callAgain', 'playPast', 'deletePast'];

/** Past calls, the newest first. Only what is in view is drawn. */
export function HistoryList() {
  const act = useAppStore().getState;
  const id = useId();
  const items = useApp((state) => state.pastCalls);
  const total = useApp((state) => state.pastTotal ?? 0);
  const kindOf = useApp(kindsKnown);
  const current = useApp(({ calls, activeTab }) => calls[activeTab ?? '']?.callId);
  const list = useRef<HTMLDivElement>(null);
  const { active, setActive } = useActive(items);
  const view = useWindowing(list, items.length, rowHeight, active);
  const readOlder = useCallback(() => {
    if (isNearEnd(list.current)) void act().readOlderHistory();
  }, [act]);
  useEffect(() => {
    if (items.length > 0) readOlder();
  }, [readOlder, items.length]);

  function goTo(index: number) {
    const callId = items[index]?.callId;
    if (callId === undefined) return;
    setActive(callId);
    act().pastFocused(callId);
    view.showRow(index);
  }
  async function open(index: number, goThere: boolean) {
    const callId = items[index]?.callId;
    if (callId === undefined) return;
    goTo(index);
    await act().openPast(callId);
    if (goThere) afterDialog(focusRequest);
  }
  function onKeyDown(event: KeyboardEvent) {
    const callId = items[active]?.callId;
    if (event.ctrlKey || event.metaKey || event.altKey || callId === undefined) return;
    const move = treeMove(noTree(items), active, event.key, view.pageRows);
    if (event.key === 'Enter' || event.key === ' ') void open(active, event.key === 'Enter');
    else if (event.key === 'Delete') void act().deletePast(callId);
    else if (move !== undefined && 'to' in move) goTo(move.to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={list}
      className="history-list"
      role="listbox"
      aria-label="History"
      tabIndex={0}
      aria-activedescendant={items.length === 0 ? undefined : `${id}-${active}`}
      onScroll={() => {
        view.onScroll();
        readOlder();
      }}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        // A row that is clicked may go, and would take the keyboard along.
        if (target !== list.current) list.current?.focus({ preventScroll: true });
        act().pastFocused(items[active]?.callId ?? null);
      }}
      onBlur={({ relatedTarget }) => {
        // What is done in the palette is done to the call that the keyboard comes back to.
        if (relatedTarget?.closest('[role="dialog"]') == null) act().pastFocused(null);
      }}
      onClick={(event) => void open(rowUnder(event), false)}
      onContextMenu={(event) => {
        const at = menuPlace(event);
        const index = rowUnder(event) === -1 ? active : rowUnder(event);
        const pastCall = items[index]?.callId;
        if (pastCall === undefined) return;
        goTo(index);
        act().openContextMenu({ ...at, commands: menu, pastCall });
      }}
    >
      <div
        className="history-rows"
        role="presentation"
        style={{ height: items.length * rowHeight }}
      >
        {view.drawn.map((index) => {
          const item = items[index];
          return item === undefined ? null : (
            <PastCallRow
              key={item.callId}
              id={`${id}-${index}`}
              item={item}
              index={index}
              top={index * rowHeight}
              total={total}
              kind={item.call && (item.call.kind ?? kindOf(item.call.method))}
              isActive={index === active}
              isCurrent={item.callId === current}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Whether little more can be scrolled to. */
function isNearEnd(list: HTMLElement | null): boolean {
  if (list === null) return false;
  return list.scrollTop + 2 * list.clientHeight >= list.scrollHeight;
}

/** The row with the keyboard; where its call went, the one in its place. */
function useActive(items: readonly { readonly callId: string }[]) {
  const [callId, setActive] = useState<string | null>(null);
  const last = useRef(0);
  const index = items.findIndex((item) => item.callId === callId);
  const active = index === -1 ? Math.max(0, Math.min(last.current, items.length - 1)) : index;
  useEffect(() => {
    last.current = active;
  });
  return { active, setActive };
}

function noTree(
  items: readonly { readonly callId: string }[],
): readonly { readonly key: string }[] {
  return items.map(({ callId: key }) => ({ key }));
}
