import type { CallEvent } from '#engine/calls/call-event.ts';
import { History } from '#engine/calls/history/history.ts';
import type { LoggedEvent } from '#engine/calls/log/event-log.ts';
import { Tally } from '#engine/calls/log/tally.ts';
import { healthSchema } from '#engine/health/health-schema.ts';

const method = 'grpc.health.v1.Health/Watch';

/** A history in a folder, with the usual bounds. */
export function openHistory(folder: string): History {
  return new History(
    folder,
    () => undefined,
    () => ({}),
  );
}

/** A call that is kept without a server: what happens to it is told from outside. */
export function keepLog(
  history: History,
  callId: string,
  { memory = 4 * 1024 * 1024, disk = 1024 * 1024 * 1024, startedAt = 1_700_000_000_000 } = {},
) {
  const tally = new Tally();
  const lags: boolean[] = [];
  const refusals: unknown[] = [];
  const { log, spool } = history.keep(callId, healthSchema(), {
    memory,
    disk,
    head: () => ({
      ...tally.totals,
      method,
      target: 't',
      startedAt,
      events: log.count,
    }),
    onLag: (lag) => lags.push(lag),
    onRefused: (error) => refusals.push(error),
  });
  return {
    log,
    spool,
    lags,
    refusals,
    take(event: CallEvent): void {
      log.append(event);
      tally.add(event);
      spool.note();
    },
  };
}

export const keptStart: CallEvent = { at: 0, type: 'start', method, target: 't', metadata: [] };
export const keptEnd = {
  type: 'end',
  code: 0,
  status: 'OK',
  message: '',
  details: [],
  trailers: [['x', 'y']],
} as const;

/** Whether an event was logged as it is; `most` of its payload, if that is not whole. */
export function isSame(logged: LoggedEvent | undefined, event: CallEvent): boolean {
  if (logged === undefined || !('payload' in logged) || !('payload' in event))
    return JSON.stringify(logged) === JSON.stringify(event);
  const { payload, bytes, ...rest } = logged;
  const { payload: given, ...wanted } = event;
  return (
    Buffer.isBuffer(payload) &&
    payload.equals(given) &&
    bytes === given.length &&
    JSON.stringify(Object.entries(rest).sort()) === JSON.stringify(Object.entries(wanted).sort())
  );
}
