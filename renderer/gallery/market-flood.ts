import { ok } from '#app/contract/result.ts';
import { fakeMethod, fakeSchema } from '#renderer/bridge/fake-answers.ts';
import type { Answers } from '#renderer/bridge/fake-bridge.ts';
import { type CallScript, scriptOf, someHeaders } from './scripted-call.ts';

export const ticks = 1_000_000;
const watch = fakeMethod('market.v1.Market/Watch', 'server-streaming');
/** With the service of the flood. */
export const marketAnswers: Answers = {
  'schema.read': () =>
    ok({
      ...fakeSchema,
      services: [...fakeSchema.services, { name: 'market.v1.Market', methods: [watch] }],
    }),
};

const watchBegin = scriptOf(
  watch,
  [
    { type: 'start', at: 0, preview: 'grpc://localhost:50051 · market.v1.Market/Watch' },
    { type: 'sent', at: 0.01, bytes: 6, preview: '{"symbol":"DPLX"}' },
    { type: 'headers', at: 0.02, preview: 'content-type: application/grpc+proto' },
  ],
  {},
);

/** After the beginning nothing but ticks. */
export function tickAt(seq: number): ReturnType<CallScript['eventAt']> {
  if (seq < watchBegin.events) return watchBegin.eventAt(seq);
  const tick = { symbol: 'DPLX', price: 1_000 + (seq % 977), volume: String(seq * 7) };
  const index = seq - 2;
  const row = { seq, at: seq * 0.0137, type: 'received', index, bytes: 48 + (seq % 5) } as const;
  return {
    row: { ...row, preview: JSON.stringify(tick) },
    text: JSON.stringify(tick, null, 2),
  };
}

/** A million prices, and no end. */
export const floodScript: CallScript = {
  method: watch,
  message: '{\n  "symbol": "DPLX"\n}',
  events: ticks + 3,
  eventAt: tickAt,
  summary: {
    phase: 'streaming',
    sent: 1,
    received: ticks,
    bytesSent: 6,
    bytesReceived: 50_000_000,
    elapsed: 13_700,
    halfClosed: true,
    headers: someHeaders,
  },
};
