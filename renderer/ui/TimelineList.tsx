import { ArrowDown } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useRef,
} from 'react';
import type { TimelineRow } from '#app/contract/calls.ts';
import { Button } from './Button.tsx';
import { type MenuPlace, menuPlace } from './menu-place.ts';
import { type RowScroll, useRowScroll } from './row-scroll.ts';
import { TimelineRowView } from './TimelineRowView.tsx';
import './TimelineList.css';

interface TimelineListProps {
  readonly count: number;
  /** `undefined` while a row is not loaded. */
  readonly rowAt: (seq: number) => TimelineRow | undefined;
  /** The rows being drawn, `from` … `to - 1`, whenever that changes. */
  readonly onRange: (from: number, to: number) => void;
  readonly selected?: number | undefined;
  readonly onSelect: (seq: number) => void;
  /** The selected event is to be copied. */
  readonly onCopy?: (() => void) | undefined;
  /** A menu is wanted for the selected event. */
  readonly onMenu?: ((at: MenuPlace) => void) | undefined;
  /** Whether the list keeps to its newest row; scrolling away from it asks for `false`. */
  readonly following: boolean;
  readonly onFollowing: (following: boolean) => void;
  /** A row to bring into view, once for each new object. */
  readonly reveal?: RevealedRow | undefined;
  /** What the list holds, where that is not all that happened. */
  readonly label?: string | undefined;
  /** The largest number that a message can have, where the list has fewer rows than that. */
  readonly largest?: number | undefined;
  readonly empty?: ReactNode;
  /** For passing the focus on when the list goes. */
  readonly goneRef?: Ref<HTMLDivElement> | undefined;
}

export interface RevealedRow {
  readonly row: number;
}

/** What happened in a call, row by row. Draws only what can be seen, of millions of rows. */
export function TimelineList(props: TimelineListProps) {
  const { count, rowAt, onRange, selected, onSelect, onMenu, following, onFollowing, empty } =
    props;
  const { onCopy } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const scroll = useRowScroll(list, { count, following, onFollowing, onRange, rowAt });
  const { first, end, offset, height } = scroll;
  const hasNews = useNews(count, following);
  useReveal(scroll, props.reveal);

  const rows = Array.from({ length: end - first }, (_, index) => first + index);
  const isActive = selected !== undefined && selected >= first && selected < end;
  return (
    // Whoever focuses the log means its rows.
    <div
      ref={props.goneRef}
      className="timeline"
      role="log"
      aria-label="Timeline"
      aria-live="off"
      tabIndex={-1}
      onFocus={(event) => {
        if (event.target === event.currentTarget) list.current?.focus({ preventScroll: true });
      }}
    >
      <div
        ref={list}
        className="timeline-list data"
        role="listbox"
        aria-label={props.label ?? 'Events'}
        tabIndex={0}
        aria-activedescendant={isActive ? `${id}-${selected}` : undefined}
        onKeyDown={(event) => {
          if (isCopy(event) && selected !== undefined && onCopy !== undefined) {
            event.preventDefault();
            onCopy();
          } else onTimelineKey(event, scroll, selected, onSelect);
        }}
        onClick={(event) => {
          const seq = rowUnder(event);
          if (seq !== undefined) onSelect(seq);
        }}
        onContextMenu={(event) => {
          const seq = rowUnder(event) ?? selected;
          if (seq === undefined || onMenu === undefined) return;
          onSelect(seq);
          onMenu(menuPlace(event));
        }}
      >
        <div className="timeline-height" role="presentation" style={{ height }}>
          <div
            className="timeline-rows"
            role="presentation"
            style={{ transform: `translateY(${offset}px)`, ...labelWidth(props.largest ?? count) }}
          >
            {rows.map((seq) => (
              <TimelineRowView
                key={seq % rows.length}
                id={`${id}-${seq}`}
                seq={seq}
                count={count}
                row={rowAt(seq)}
                isSelected={seq === selected}
              />
            ))}
          </div>
        </div>
      </div>
      {count === 0 ? <div className="timeline-empty">{empty}</div> : null}
      {hasNews ? (
        <div className="timeline-jump">
          <Button
            onPress={() => {
              scroll.toEnd();
              onFollowing(true);
              // The button goes with that.
              list.current?.focus({ preventScroll: true });
            }}
          >
            <ArrowDown size={14} aria-hidden="true" />
            Jump to newest
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** As wide as the widest label of so many events: `Half-closed`, or `Received N`. */
function labelWidth(count: number): CSSProperties & { readonly '--timeline-label': string } {
  return { '--timeline-label': `${Math.max(11, 9 + String(count).length)}ch` };
}

/** Whether rows have come since the list stopped following. */
function useNews(count: number, following: boolean): boolean {
  const seen = useRef(count);
  if (following || count < seen.current) seen.current = count;
  return !following && count > seen.current;
}

function useReveal(scroll: RowScroll, wanted: RevealedRow | undefined): void {
  const revealed = useRef<RevealedRow>(undefined);
  useEffect(() => {
    if (wanted === undefined || wanted === revealed.current || scroll.viewport === 0) return;
    revealed.current = wanted;
    scroll.reveal(wanted.row);
  });
}

function rowUnder({ target }: MouseEvent): number | undefined {
  const position =
    target instanceof Element
      ? target.closest('[role="option"]')?.getAttribute('aria-posinset')
      : null;
  return typeof position === 'string' ? Number(position) - 1 : undefined;
}

/** Unless some text on the page is what is meant. */
function isCopy({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  const isKey = key === 'c' && (ctrlKey || metaKey) && !altKey && !shiftKey;
  return isKey && (window.getSelection()?.isCollapsed ?? true);
}

function onTimelineKey(
  event: KeyboardEvent,
  scroll: RowScroll,
  selected: number | undefined,
  onSelect: (seq: number) => void,
) {
  if (event.ctrlKey || event.metaKey || event.altKey || scroll.count === 0) return;
  const last = scroll.count - 1;
  const from = selected ?? (scroll.isAtTail() ? last + 1 : scroll.firstVisible() - 1);
  const targets: Readonly<Record<string, number>> = {
    ArrowUp: from - 1,
    ArrowDown: from + 1,
    PageUp: from - scroll.page,
    PageDown: from + scroll.page,
    Home: 0,
    End: last,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  const row = Math.min(Math.max(0, target), last);
  onSelect(row);
  scroll.show(row);
}
