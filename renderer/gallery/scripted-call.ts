import type { CallEnd, CallSummary, TimelineRow } from '#app/contract/calls.ts';
import { ok } from '#app/contract/result.ts';
import type { MethodSummary } from '#app/contract/schema.ts';
import { fakeSummary } from '#renderer/bridge/fake-answers.ts';
import { openMethod, type Stage, settled } from './stage.ts';

/** An event as a script tells it; numbers and totals follow from their order. */
export interface ScriptedEvent {
  readonly type: TimelineRow['type'];
  readonly at: number;
  readonly preview?: string;
  readonly bytes?: number;
  readonly wireBytes?: number;
  /** All of it, as JSON text, where somebody looks. */
  readonly text?: string;
}

/** A call from the engine's side. */
export interface CallScript {
  readonly method: MethodSummary;
  /** What was typed for it. */
  readonly message?: string;
  readonly events: number;
  readonly eventAt: (seq: number) => { readonly row: TimelineRow; readonly text: string };
  readonly summary: Partial<CallSummary>;
}

/** A script that has every event written out. */
export function scriptOf(
  method: MethodSummary,
  told: readonly ScriptedEvent[],
  summary: Partial<CallSummary>,
): CallScript {
  const rows = told.map(({ type, at, preview = '', bytes, wireBytes }, seq): TimelineRow => {
    const head = { seq, at, type, preview };
    if (bytes === undefined) return head;
    const wire = wireBytes === undefined ? {} : { wireBytes };
    return { ...head, bytes, ...wire, index: told.slice(0, seq + 1).filter(isOf(type)).length };
  });
  const total = (type: TimelineRow['type']) =>
    told.filter(isOf(type)).reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  return {
    method,
    events: told.length,
    eventAt: (seq) => ({ row: rowOf(rows, seq), text: told[seq]?.text ?? '{}' }),
    summary: {
      phase: summary.end === undefined ? 'streaming' : 'ended',
      sent: told.filter(isOf('sent')).length,
      received: told.filter(isOf('received')).length,
      bytesSent: total('sent'),
      bytesReceived: total('received'),
      elapsed: told.at(-1)?.at ?? 0,
      ...summary,
    },
  };
}

/** Opens the script's method, starts its call, and has all of it told at once. Gives the tab's id. */
export async function play(stage: Stage, script: CallScript): Promise<string> {
  const { bridge, store } = stage;
  const { method, message, events, eventAt, summary } = script;
  bridge.answer({
    'calls.rows': ({ from, count }) =>
      ok(rowsBetween(script, from, Math.min(from + count, events))),
    'calls.event': ({ seq }) => ok({ ...eventAt(seq), omitted: 0 }),
  });
  const tabId = await openMethod(stage, method, message);
  await store.getState().startCall(tabId);
  const callId = bridge.asked('calls.start').at(-1)?.callId ?? '';
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId, { method: method.path, events, ...summary }),
    tail: rowsBetween(script, Math.max(0, events - 100), events),
  });
  await settled();
  return tabId;
}

/** How a call ends well. */
export const okEnd: CallEnd = {
  code: 0,
  status: 'OK',
  message: '',
  details: [],
  trailers: [['x-server-time', '1.4 ms']],
};

export const someHeaders = [
  ['content-type', 'application/grpc+proto'],
  ['date', 'Thu, 26 Nov 2026 14:20:35 GMT'],
  ['x-request-id', '7f3a9c1e-0b54-4c1d-9a53-2f6d1f0c8e11'],
] as const;

function rowsBetween({ eventAt }: CallScript, from: number, to: number): readonly TimelineRow[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => eventAt(from + index).row);
}

function rowOf(rows: readonly TimelineRow[], seq: number): TimelineRow {
  const row = rows[seq];
  if (row === undefined) throw new Error(`The script has no event ${seq}`);
  return row;
}

function isOf(wanted: TimelineRow['type']): (event: ScriptedEvent) => boolean {
  return ({ type }) => type === wanted;
}
