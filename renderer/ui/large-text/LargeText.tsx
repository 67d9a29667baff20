import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useRef,
} from 'react';
import type { TextMatch, TextRow } from '#app/contract/message-text.ts';
import { type RowScroll, useRowScroll } from '../row-scroll.ts';
import { isSelected, type RowSelecting, rowsOf, useRowSelection } from './row-selection.ts';
import { TextRowView, type Wanted } from './TextRowView.tsx';
import './LargeText.css';

const rowHeight = 20;
/** So far an arrow key goes sideways. */
const sideways = 60;

interface LargeTextProps {
  /** Names the list of its lines. */
  readonly label: string;
  readonly kind: 'json' | 'hex';
  /** Rows so far. */
  readonly count: number;
  readonly lines: number;
  /** Characters of the longest row, or more. */
  readonly longest: number;
  /** `undefined` while a row is not loaded. */
  readonly rowAt: (row: number) => TextRow | undefined;
  /** The rows being drawn, `from` … `to - 1`, whenever that changes. */
  readonly onRange: (from: number, to: number) => void;
  readonly onCopy: (from: number, count: number) => void;
  readonly wanted?: Wanted | undefined;
  /** The match that one is at: it is brought into view. */
  readonly match?: TextMatch | undefined;
}

/** A text of any length that is elsewhere, line by line. Draws, and holds, only what can be seen. */
export function LargeText(props: LargeTextProps) {
  const { label, kind, count, lines, longest, rowAt, onRange, wanted, match } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const scroll = useRowScroll(list, { count, row: rowHeight, onRange, rowAt });
  const selecting = useRowSelection();
  const { selection } = selecting;
  const { first, end, offset, height } = scroll;

  useMatchInView(list, scroll, match, selecting);

  const head = selection?.head ?? -1;
  const width = { '--large-text-longest': `${longest}ch`, '--large-text-digits': digits(lines) };
  return (
    <div
      ref={list}
      className="large-text-list data"
      role="listbox"
      aria-label={label}
      aria-multiselectable="true"
      tabIndex={0}
      aria-activedescendant={head >= first && head < end ? `${id}-${head}` : undefined}
      onKeyDown={(event) => onTextKey(event, scroll, selecting, props.onCopy)}
      onFocus={({ target, currentTarget }) => {
        // A row goes when it is out of sight, and the keyboard would go with it.
        if (target !== currentTarget) currentTarget.focus({ preventScroll: true });
      }}
      onMouseDown={(event) => {
        // With Shift, lines are selected and not letters.
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => {
        const row = rowUnder(event);
        if (row !== undefined && !hasSelectedLetters()) selecting.goTo(row, event.shiftKey);
        if (event.shiftKey) list.current?.focus({ preventScroll: true });
      }}
    >
      <div
        className="large-text-height"
        role="presentation"
        style={{ height, ...width } as CSSProperties}
      >
        <div
          className="large-text-rows"
          role="presentation"
          style={{ transform: `translateY(${offset}px)` }}
        >
          {Array.from({ length: end - first }, (_, index) => first + index).map((row) => (
            <TextRowView
              key={row}
              id={`${id}-${row}`}
              index={row}
              count={count}
              row={rowAt(row)}
              kind={kind}
              isSelected={isSelected(selection, row)}
              wanted={wanted}
              matchAt={match?.row === row ? match.column : undefined}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The width of the numbers, with their separators. */
function digits(lines: number): string {
  const { length } = String(lines);
  return `${length + Math.floor((length - 1) / 3)}ch`;
}

/** Brings each new match into view, also sideways. */
function useMatchInView(
  list: { readonly current: HTMLElement | null },
  scroll: RowScroll,
  match: TextMatch | undefined,
  { goTo }: RowSelecting,
): void {
  const shown = useRef<TextMatch | undefined>(undefined);
  useEffect(() => {
    if (match === undefined || match === shown.current) return;
    shown.current = match;
    goTo(match.row, false);
    const { first, page } = scroll;
    const isInView = match.row > first + 6 && match.row < first + page;
    if (!isInView) {
      scroll.show(Math.max(0, match.row - Math.floor(page / 2)));
      scroll.show(Math.min(scroll.count - 1, match.row + Math.floor(page / 2)));
    }
    const element = list.current;
    if (element === null) return;
    // After the row has been drawn.
    requestAnimationFrame(() => {
      const mark = element.querySelector('.large-text-match');
      if (mark === null) return;
      const [{ left, right }, box] = [
        mark.getBoundingClientRect(),
        element.getBoundingClientRect(),
      ];
      const numbers = element.querySelector('.large-text-number')?.clientWidth ?? 0;
      if (left < box.left + numbers || right > box.right)
        element.scrollLeft += left - box.left - numbers - element.clientWidth / 3;
    });
  });
}

function rowUnder({ target }: MouseEvent): number | undefined {
  const row =
    target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null;
  return typeof row === 'string' ? Number(row) : undefined;
}

/** Whether the person has selected letters, which Ctrl+C is about then. */
function hasSelectedLetters(): boolean {
  return getSelection()?.isCollapsed === false;
}

function onTextKey(
  event: KeyboardEvent<HTMLElement>,
  scroll: RowScroll,
  selecting: RowSelecting,
  onCopy: (from: number, count: number) => void,
): void {
  if (event.altKey || scroll.count === 0) return;
  const isDone =
    event.ctrlKey || event.metaKey
      ? onCommandKey(event, scroll, selecting, onCopy)
      : onMoveKey(event, scroll, selecting);
  if (isDone) event.preventDefault();
}

function onCommandKey(
  { key, shiftKey }: KeyboardEvent,
  scroll: RowScroll,
  selecting: RowSelecting,
  onCopy: (from: number, count: number) => void,
): boolean {
  const { selection } = selecting;
  const last = scroll.count - 1;
  if (key === 'a') selecting.selectAll(scroll.count);
  else if (key === 'c' && selection !== undefined && !hasSelectedLetters()) {
    const { from, count } = rowsOf(selection);
    onCopy(from, count);
  } else if (key === 'Home' || key === 'End') {
    const row = key === 'Home' ? 0 : last;
    selecting.goTo(row, shiftKey);
    scroll.show(row);
  } else return false;
  return true;
}

function onMoveKey(
  event: KeyboardEvent<HTMLElement>,
  scroll: RowScroll,
  selecting: RowSelecting,
): boolean {
  const element = event.currentTarget;
  const from = selecting.selection?.head ?? scroll.firstVisible() - 1;
  const rows: Readonly<Record<string, number>> = {
    ArrowUp: from - 1,
    ArrowDown: from + 1,
    PageUp: from - scroll.page,
    PageDown: from + scroll.page,
  };
  const wanted = rows[event.key];
  if (wanted !== undefined) {
    const row = Math.min(Math.max(0, wanted), scroll.count - 1);
    selecting.goTo(row, event.shiftKey);
    scroll.show(row);
    return true;
  }
  const lefts: Readonly<Record<string, number>> = {
    ArrowLeft: element.scrollLeft - sideways,
    ArrowRight: element.scrollLeft + sideways,
    Home: 0,
    End: element.scrollWidth,
  };
  const left = lefts[event.key];
  if (left === undefined || event.shiftKey) return false;
  element.scrollLeft = left;
  return true;
}
