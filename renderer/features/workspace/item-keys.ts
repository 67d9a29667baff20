import type { KeyboardEvent } from 'react';
import type { AppState } from '#renderer/store/app-state.ts';

/** Keys that mean something for the item that has the keyboard; whether this was one. */
export function runItemKey(
  path: string,
  event: KeyboardEvent,
  state: Pick<AppState, 'askAboutItem' | 'deleteItem' | 'moveItemBy'>,
): boolean {
  const { key, altKey, ctrlKey, metaKey } = event;
  if (ctrlKey || metaKey) return false;
  if (altKey && key === 'ArrowUp') void state.moveItemBy(path, -1);
  else if (altKey && key === 'ArrowDown') void state.moveItemBy(path, 1);
  else if (altKey) return false;
  else if (key === 'F2') state.askAboutItem({ about: 'rename', path });
  else if (key === 'Delete') void state.deleteItem(path);
  else return false;
  return true;
}
