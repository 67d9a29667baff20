import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
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

/**
 * Keeps the offset of a list in step with its scroll bar, both ways. While `following`, the offset is
 * the end of the list whatever its length; a movement by the person decides whether that goes on.
 */
export function useRowScroll(
  list: RefObject<HTMLElement | null>,
  count: number,
  following: boolean,
  onFollowing: (following: boolean) => void,
  row: number = rowHeight,
): RowScroll {
  const [viewport, setViewport] = useState(0);
  const [top, setTop] = useState(0);
  const geometry: ScrollGeometry = { count, viewport, row };
  const current = following ? topEnd(geometry) : clampTop(geometry, top);
  const window = rowWindow(geometry, current);

  // What the listeners need to know of the last drawing; they must not be a render behind.
  const state = useRef({
    geometry,
    following,
    onFollowing,
    top: current,
    scrollTop: window.scrollTop,
  });
  const [followed, setFollowed] = useState(following);
  if (followed !== following) {
    setFollowed(following);
    // Whoever stops following without scrolling stays where they are.
    if (!following) setTop(state.current.top);
  }
  useLayoutEffect(() => {
    const element = list.current;
    if (element !== null && Math.abs(element.scrollTop - window.scrollTop) >= 1) {
      element.scrollTop = window.scrollTop;
    }
    state.current = {
      geometry,
      following,
      onFollowing,
      top: current,
      scrollTop: element?.scrollTop ?? 0,
    };
  });

  /** A movement by the person: to `wanted`, with the scroll bar there already or not. */
  const moveTo = useCallback((wanted: number) => {
    const now = state.current;
    now.top = clampTop(now.geometry, wanted);
    setTop(now.top);
    const follows = isAtTail(now.geometry, now.top);
    if (follows === now.following) return;
    now.following = follows;
    now.onFollowing(follows);
  }, []);

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
      moveTo(topOf(now.geometry, element.scrollTop));
    };
    const onWheel = (event: WheelEvent) => {
      const { geometry: now, top: from } = state.current;
      if (event.ctrlKey || event.deltaY === 0) return;
      // A scaled bar would take the wheel for many times what was turned. An unscaled one is left to the
      // browser, except that leaving the tail is decided here, before the next rows pull it back.
      if (!isScaled(now)) {
        if (event.deltaY > 0 || !state.current.following || topEnd(now) === 0) return;
      }
      event.preventDefault();
      moveTo(from + event.deltaY * wheelUnit(event, now));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [list, moveTo]);

  return {
    count,
    first: window.first,
    end: window.end,
    offset: window.offset,
    height: scrollHeight(geometry),
    viewport,
    page: Math.max(1, Math.floor(viewport / row) - 1),
    show: (index) => moveTo(topShowing(geometry, state.current.top, index)),
    reveal(index) {
      const { top: from } = state.current;
      const isInView = topShowing(geometry, from, index) === from;
      if (!isInView) moveTo(topAround(geometry, index));
    },
    toEnd: () => moveTo(topEnd(geometry)),
    isAtTail: () => isAtTail(geometry, current),
    firstVisible: () => Math.floor(current / row),
  };
}

function wheelUnit(event: WheelEvent, { viewport, row = rowHeight }: ScrollGeometry): number {
  if (event.deltaMode === WheelEvent.DOM_DELTA_LINE) return row;
  return event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? viewport : 1;
}
