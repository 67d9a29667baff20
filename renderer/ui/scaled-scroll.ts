/**
 * Scrolling through more rows than an element can be tall. Chromium lays out some 16 to 33 million
 * pixels; beyond `tallest` the scroll bar stands for the list at a scale, and `top`, the offset in
 * the list, is what is true. All numbers are CSS pixels but for the row numbers.
 */
/** Of the timeline's rows. */
export const rowHeight = 24;

const tallest = 8_000_000;
const overscan = 6;

export interface ScrollGeometry {
  readonly count: number;
  /** Height of a row; {@link rowHeight} without it. */
  readonly row?: number | undefined;
  /** Height of what is visible. */
  readonly viewport: number;
}

export interface RowWindow {
  readonly first: number;
  /** After the last. */
  readonly end: number;
  /** Where the first row is drawn inside the tall element, when that is scrolled to `scrollTop`. */
  readonly offset: number;
  readonly scrollTop: number;
}

/** Height of the element that makes the scroll bar. */
export function scrollHeight({ count, row = rowHeight }: ScrollGeometry): number {
  return Math.min(count * row, tallest);
}

export function isScaled({ count, row = rowHeight }: ScrollGeometry): boolean {
  return count * row > tallest;
}

/** The largest offset: the last row stands at the bottom. */
export function topEnd({ count, viewport, row = rowHeight }: ScrollGeometry): number {
  return Math.max(0, count * row - viewport);
}

export function clampTop(geometry: ScrollGeometry, top: number): number {
  return Math.min(Math.max(0, top), topEnd(geometry));
}

/** Where the scroll bar stands for an offset; whole pixels, as the browser rounds them too. */
export function scrollTopOf(geometry: ScrollGeometry, top: number): number {
  const end = topEnd(geometry);
  if (end === 0) return 0;
  const barEnd = Math.max(0, scrollHeight(geometry) - geometry.viewport);
  return Math.round((clampTop(geometry, top) / end) * barEnd);
}

/** The offset that a place of the scroll bar stands for. */
export function topOf(geometry: ScrollGeometry, scrollTop: number): number {
  const barEnd = Math.max(0, scrollHeight(geometry) - geometry.viewport);
  if (barEnd === 0) return 0;
  return clampTop(geometry, (scrollTop / barEnd) * topEnd(geometry));
}

/** The rows to draw at an offset. */
export function rowWindow(geometry: ScrollGeometry, wanted: number): RowWindow {
  const { count, viewport, row = rowHeight } = geometry;
  const top = clampTop(geometry, wanted);
  const first = Math.max(0, Math.floor(top / row) - overscan);
  const end = Math.min(count, Math.ceil((top + viewport) / row) + overscan);
  const scrollTop = scrollTopOf(geometry, top);
  return { first, end, scrollTop, offset: scrollTop + first * row - top };
}

/** The offset nearest to `top` that shows the whole of a row. */
export function topShowing(geometry: ScrollGeometry, top: number, index: number): number {
  const { row = rowHeight, viewport } = geometry;
  const above = index * row;
  const below = above + row - viewport;
  return clampTop(geometry, Math.min(above, Math.max(below, top)));
}

/** The offset that has a row in the middle. */
export function topAround(geometry: ScrollGeometry, index: number): number {
  const { row = rowHeight, viewport } = geometry;
  return clampTop(geometry, index * row - Math.max(0, viewport - row) / 2);
}

/** Whether the last row is in sight; half a row of slack takes up fractions of pixels. */
export function isAtTail(geometry: ScrollGeometry, top: number): boolean {
  return top >= topEnd(geometry) - (geometry.row ?? rowHeight) / 2;
}
