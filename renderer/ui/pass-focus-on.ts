import type { RefCallback } from 'react';

/**
 * For the `ref` of something that may go while it has the focus: then `next` is called, once the
 * window is drawn without it, so that whoever works by keyboard is not left nowhere.
 */
export function passFocusOn(next: () => void): RefCallback<HTMLElement> {
  return (element) => () => {
    if (element?.contains(document.activeElement)) queueMicrotask(next);
  };
}
