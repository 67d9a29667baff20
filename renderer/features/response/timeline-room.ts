import type { AppState } from '#renderer/store/app-state.ts';
import { foundOf } from './shown-list.ts';
import { isStreamShown } from './tab-call.ts';

/** Rows that are always to be seen, however low the window is. */
const fewestRows = 5;
/** `--row-timeline`, and what stands above the rows in lines of its own, each with its border. */
const heights = { row: 24, bar: 37, state: 28, notice: 37 } as const;

/** Pixels that a timeline needs for some rows below what is said about them. */
export function timelineRoom(
  { calls, filters, exports }: Pick<AppState, 'calls' | 'filters' | 'exports'>,
  tabId: string,
): number {
  const call = calls[tabId];
  const { cutOff, letGo } = call?.summary ?? {};
  const notices = [cutOff, letGo].filter((one) => one !== undefined).length;
  const hasState =
    filters[tabId]?.fault !== undefined ||
    foundOf({ calls, filters }, tabId) !== undefined ||
    exports[tabId] !== undefined;
  return (
    fewestRows * heights.row +
    notices * heights.notice +
    (isStreamShown(call) ? heights.bar + (hasState ? heights.state : 0) : 0)
  );
}
