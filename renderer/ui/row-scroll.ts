import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { ListOffset } from './list-offset.ts';
import {
  clampTop,
  isAtTail,
  isScaled,
  rowHeight,
  rowWindow,
  type ScrollGeometry,
  scrollHeight,
  topAround,
  topEnd,
  topOf,
  topShowing,
} from './scaled-scroll.ts';

/** What the list draws, and the ways to move it. */
export interface RowScroll {
  readonly count: number;
  readonly first: number;
  readonly end: number;
  readonly offset: number;
  /** Of the tall element. */
  readonly height: number;
  /** Of what is visible; 0 until it has been measured. */
  readonly viewport: number;
  /** Whole rows that fit. */
  readonly page: number;
  readonly show: (index: number) => void;
  /** Shows a row with some around it, unless it is in view already. */
  readonly reveal: (index: number) => void;
  readonly toEnd: () => void;
  readonly isAtTail: () => boolean;
  readonly firstVisible: () => number;
}

export interface RowScrollOptions {
  readonly count: number;
  /** Of a row; that of the timeline's without it. */
  readonly row?: number | undefined;
  /** While it is so, the offset is the end of the list whatever its length. */
  readonly following?: boolean | undefined;
  /** A movement by the person decides whether that goes on. */
  readonly onFollowing?: ((following: boolean) => void) | undefined;
  /** The rows being drawn, `from` … `to - 1`, whenever that changes: as soon as it is known, before they are drawn. */
  readonly onRange: (from: number, to: number) => void;
  /** `undefined` while a row is not loaded. */
  readonly rowAt: (index: number) => unknown;
}

/** Keeps the offset of a list in step with its scroll bar, both ways. */
export function useRowScroll(
  list: RefObject<HTMLElement | null>,
  { count, row = rowHeight, following = false, onFollowing, onRange, rowAt }: RowScrollOptions,
): RowScroll {
  const viewport = useViewport(list);
  const [offset] = useState(() => new ListOffset());
  // Whoever stops following without scrolling stays where they are.
  const top = useSyncExternalStore(offset.subscribe, () => (following ? 0 : offset.top));
  const geometry: ScrollGeometry = { count, viewport, row };
  const current = following ? topEnd(geometry) : clampTop(geometry, top);
  const window = rowWindow(geometry, current);

  // What the listeners need to know of the last drawing; they must not be a render behind.
  const state = useRef({
    geometry,
    following,
    onFollowing,
    onRange,
    rowAt,
    scrollTop: window.scrollTop,
  });
  useLayoutEffect(() => {
    const element = list.current;
    if (element !== null && Math.abs(element.scrollTop - window.scrollTop) >= 1) {
      element.scrollTop = window.scrollTop;
    }
    state.current = {
      geometry,
      following,
      onFollowing,
      onRange,
      rowAt,
      scrollTop: element?.scrollTop ?? 0,
    };
    offset.drawnAt(current);
  });

  /** A movement by the person: to `wanted`, with the scroll bar there already or not. */
  const moveTo = useCallback(
    (wanted: number, isBarThere = false) => {
      const now = state.current;
      offset.top = clampTop(now.geometry, wanted);
      // What is to be drawn is asked for while this frame is made, not after it.
      const { first, end } = rowWindow(now.geometry, offset.top);
      if (end > first) now.onRange(first, end);
      if (isBarThere && lacksRow(first, end, now.rowAt)) offset.drawSoon();
      else offset.draw();
      const follows = isAtTail(now.geometry, offset.top);
      if (follows === now.following) return;
      now.following = follows;
      now.onFollowing?.(follows);
    },
    [offset],
  );

  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const onScroll = () => {
      const now = state.current;
      // The list was given another height, of which the measure tells presently: nobody scrolled.
      if (element.clientHeight !== now.geometry.viewport) return;
      // Our own setting of the bar, told back to us.
      if (Math.abs(element.scrollTop - now.scrollTop) < 1) return;
      now.scrollTop = element.scrollTop;
      moveTo(topOf(now.geometry, element.scrollTop), true);
    };
    const onWheel = (event: WheelEvent) => {
      const { geometry: now } = state.current;
      if (event.ctrlKey || event.deltaY === 0) return;
      // A scaled bar would take the wheel for many times what was turned. An unscaled one is left to the
      // browser, except that leaving the tail is decided here, before the next rows pull it back.
      if (!isScaled(now)) {
        if (event.deltaY > 0 || !state.current.following || topEnd(now) === 0) return;
      }
      event.preventDefault();
      moveTo(offset.top + event.deltaY * wheelUnit(event, now));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [list, moveTo, offset]);

  const { first, end } = window;
  useEffect(() => {
    if (end > first) onRange(first, end);
  }, [first, end, onRange]);

  return {
    count,
    first,
    end,
    offset: window.offset,
    height: scrollHeight(geometry),
    viewport,
    page: Math.max(1, Math.floor(viewport / row) - 1),
    show: (index) => moveTo(topShowing(geometry, offset.top, index)),
    reveal(index) {
      const isInView = topShowing(geometry, offset.top, index) === offset.top;
      if (!isInView) moveTo(topAround(geometry, index));
    },
    toEnd: () => moveTo(topEnd(geometry)),
    isAtTail: () => isAtTail(geometry, current),
    firstVisible: () => Math.floor(current / row),
  };
}

/** The height of what is visible; 0 until it has been measured. */
function useViewport(list: RefObject<HTMLElement | null>): number {
  const [viewport, setViewport] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const measure = () => setViewport(element.clientHeight);
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [list]);

  return viewport;
}

function lacksRow(first: number, end: number, rowAt: RowScrollOptions['rowAt']): boolean {
  for (let index = first; index < end; index += 1) if (rowAt(index) === undefined) return true;
  return false;
}

function wheelUnit(event: WheelEvent, { viewport, row = rowHeight }: ScrollGeometry): number {
  if (event.deltaMode === WheelEvent.DOM_DELTA_LINE) return row;
  return event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? viewport : 1;
}
