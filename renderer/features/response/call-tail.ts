import type { Bridge } from '#app/contract/bridge.ts';
import type { CallSummary, TimelineRow } from '#app/contract/calls.ts';

/** As many of the newest rows come with a call that is shown again. */
const rowsOfTail = 60;

/** The newest rows of a call that is held; none where they are not to be had. */
export async function readTail(
  bridge: Bridge,
  { callId, events }: CallSummary,
): Promise<readonly TimelineRow[]> {
  const from = Math.max(0, events - rowsOfTail);
  const tail = await bridge.invoke('calls.rows', { callId, from, count: rowsOfTail });
  return tail.ok ? tail.value : [];
}
