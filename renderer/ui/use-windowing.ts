import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Lists up to this long are drawn whole: nothing is gained by drawing less. */
const drawnWhole = 400;
/** Rows drawn above and below those in view. */
const around = 12;

interface Windowing {
  /** Indexes of the rows to draw, in order; the active one is always among them. */
  readonly drawn: readonly number[];
  /** Whole rows that fit in view. */
  readonly pageRows: number;
  readonly onScroll: () => void;
  /** Brings a row into view and focuses it once it is drawn. */
  focusRow(index: number): void;
  /** Brings a row into view and leaves the focus where it is. */
  showRow(index: number): void;
}

/** Which rows of a list of equal rows need to be in the document. */
export function useWindowing(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  active: number,
): Windowing {
  const [view, setView] = useState({ top: 0, height: 800 });
  const wanted = useRef<number | null>(null);

  const measure = useCallback(() => {
    const element = scroller.current;
    if (element === null || count <= drawnWhole) return;
    const { scrollTop: top, clientHeight: height } = element;
    setView((before) =>
      before.top === top && before.height === height ? before : { top, height },
    );
  }, [scroller, count]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [scroller, measure]);

  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const row = scroller.current?.querySelector(`[data-index="${wanted.current}"]`);
    if (!(row instanceof HTMLElement)) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
    row.scrollIntoView?.({ block: 'nearest' });
  });

  return {
    drawn: drawnRows(count, view, rowHeight, active),
    pageRows: Math.max(1, Math.floor(view.height / rowHeight) - 1),
    onScroll: measure,
    focusRow(index) {
      wanted.current = index;
      setView((before) => ({ ...before }));
    },
    showRow(index) {
      const element = scroller.current;
      if (element === null) return;
      const top = index * rowHeight;
      const isAbove = top < element.scrollTop;
      const isBelow = top + rowHeight > element.scrollTop + element.clientHeight;
      if (isAbove || isBelow) element.scrollTop = top - (element.clientHeight - rowHeight) / 2;
    },
  };
}

function drawnRows(
  count: number,
  view: { readonly top: number; readonly height: number },
  rowHeight: number,
  active: number,
): readonly number[] {
  if (count <= drawnWhole) return Array.from({ length: count }, (_, index) => index);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - around);
  const last = Math.min(count - 1, Math.ceil((view.top + view.height) / rowHeight) + around);
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  if (active < first && active < count) return [active, ...rows];
  return active > last && active < count ? [...rows, active] : rows;
}
