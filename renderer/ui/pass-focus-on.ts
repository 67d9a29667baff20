import type { RefCallback } from 'react';

/**
 * For the `ref` of something that may go while it has the focus: then `next` is called, once the
 * window is drawn without it, so that whoever works by keyboard is not left nowhere.
 *
 * @param next gets what stood after it, or else before it
 */
export function passFocusOn(next: (beside: Element | null) => void): RefCallback<HTMLElement> {
  return (element) => () => {
    if (!element?.contains(document.activeElement)) return;
    const { nextElementSibling, previousElementSibling } = element;
    queueMicrotask(() => next(nextElementSibling ?? previousElementSibling));
  };
}

/** Where the rows of a list end with the same button, the one of this row. */
export function lastButton(row: Element | null): HTMLElement | undefined {
  return [...(row?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])].at(-1);
}
