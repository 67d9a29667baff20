import type { KeyboardEvent, MouseEvent } from 'react';

/** How a row of a tree was chosen. */
export interface HowOpened {
  /** By Ctrl or Cmd: in a tab of its own. */
  readonly another: boolean;
  /** By Enter: the keyboard goes on to the request. */
  readonly goThere: boolean;
}

export function howOpened(event: KeyboardEvent | MouseEvent): HowOpened {
  const goThere = 'key' in event && event.key === 'Enter';
  return { another: event.ctrlKey || event.metaKey, goThere };
}

/** Index of the row that the mouse is on, by its `data-index`; -1 beside all rows. */
export function rowUnder({ target }: MouseEvent): number {
  const row = target instanceof Element ? target.closest('[data-index]') : null;
  return Number(row?.getAttribute('data-index') ?? -1);
}
