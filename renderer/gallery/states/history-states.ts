import type { HistoryItem } from '#app/contract/history.ts';
import { fail, ok } from '#app/contract/result.ts';
import { fakeRow, fakeSummary } from '#renderer/bridge/fake-answers.ts';
import type { Answers } from '#renderer/bridge/fake-bridge.ts';
import { okEnd } from '../scripted-call.ts';
import { connect, settled, type WindowState } from '../stage.ts';

const target = 'grpc://localhost:50051';
const minute = 60_000;

type PastCall = NonNullable<HistoryItem['call']>;

const helloCall: PastCall = {
  method: 'greeter.v1.Greeter/SayHello',
  target,
  kind: 'unary',
  sent: 1,
  received: 1,
  bytesSent: 12,
  bytesReceived: 34,
  events: 6,
  elapsed: 2.6,
  status: 'OK',
  code: 0,
  isRunning: false,
};

const told: readonly Partial<PastCall>[] = [
  {
    method: 'market.v1.Market/Watch',
    kind: 'server-streaming',
    received: 1_000_000,
    elapsed: 13_700,
    status: 'running',
    code: null,
    isRunning: true,
    cutOff: 'What follows is not kept in /home/ada/.config/Duplex/history: the disk is full',
  },
  {},
  { status: 'INVALID_ARGUMENT', code: 3, received: 0, elapsed: 1.9 },
  {
    method: 'chat.v1.Chat/Converse',
    kind: 'bidi-streaming',
    sent: 3,
    received: 4,
    elapsed: 5_100.9,
    status: 'CANCELLED',
    code: 1,
  },
  {
    method: 'embed.v1.Embedder/EmbedTextInBatchesWithAVeryLongName',
    kind: 'client-streaming',
    target: 'grpcs://embedder.internal.example.com:443',
    sent: 12_000,
    elapsed: 90_210,
    status: 'INTERRUPTED',
    code: null,
  },
];

const items: readonly HistoryItem[] = [
  ...told.map((change, place) => itemAt(place, { call: { ...helloCall, ...change } })),
  itemAt(5, { fault: 'its head is cut off' }),
  ...Array.from({ length: 194 }, (_, place) =>
    itemAt(place * 97 + 6, { call: { ...helloCall, elapsed: 1 + (place % 7) / 3 } }),
  ),
];

function itemAt(place: number, what: Pick<HistoryItem, 'call' | 'fault'>): HistoryItem {
  const startedAt = Date.parse('2026-11-26T14:19:12Z') - place * 7 * minute;
  return { callId: `past-${place}`, startedAt, bytes: 4_321, ...what };
}

const events = ['start', 'connected', 'sent', 'headers', 'received', 'end'] as const;

const letGoEvents = 100_005;
const letGoFrom = 10;
/** Of a call that is larger than what is kept of one: how it began, and what stands in the place of the rest. */
const letGoAnswers: Answers = {
  'history.open': ({ callId }) =>
    ok(
      fakeSummary(callId, {
        ...{ target, phase: 'ended', events: letGoEvents, letGo: 97_920, end: okEnd },
        ...{ sent: 1, received: 100_000, bytesSent: 12, bytesReceived: 98_400_000, elapsed: 9_310 },
      }),
    ),
  'calls.rows': ({ from, count }) =>
    ok(
      Array.from({ length: Math.min(count, letGoEvents - from) }, (_, offset) => {
        const seq = from + offset;
        const gone = 'no longer kept: this call is larger than what Duplex keeps of one';
        if (seq >= letGoFrom) return fakeRow(seq, 'warning', { preview: gone, isLost: true });
        if (seq < 4) return fakeRow(seq, events[seq] ?? 'start');
        return fakeRow(seq, 'received', { index: seq - 3, bytes: 980, preview: gone });
      }),
    ),
};

const answers: Answers = {
  'history.list': ({ from, count }) =>
    ok({ items: items.slice(from, from + count), total: items.length }),
  'history.open': ({ callId }) =>
    ok(
      fakeSummary(callId, {
        target,
        phase: 'ended',
        events: events.length,
        sent: 1,
        received: 1,
        bytesSent: 12,
        bytesReceived: 34,
        elapsed: 2.6,
        end: okEnd,
      }),
    ),
  'calls.rows': ({ from, count }) =>
    ok(
      events
        .map((type, seq) => {
          const isMessage = type === 'sent' || type === 'received';
          return fakeRow(seq, type, isMessage ? { index: 1, bytes: 12 } : {});
        })
        .slice(from, from + count),
    ),
  'calls.text': ({ seq }) =>
    ok(seq === 0 ? '{"metadata":[["x-request-id","7f3a"]]}' : '{\n  "name": "Ada"\n}'),
};

/** The calls of the past, and one of them opened. */
export const historyStates: readonly WindowState[] = [
  { name: 'history', answers, prepare: (stage) => connect(stage) },
  {
    name: 'history-obstacle',
    answers: {
      'history.list': () =>
        ok({ items: [], total: 0, obstacle: '/home/ada/.config/Duplex/history is not a folder' }),
    },
    prepare: (stage) => connect(stage),
  },
  {
    name: 'history-gone',
    answers,
    async prepare(stage) {
      await connect(stage);
      await stage.store.getState().openPast('past-0');
      const { activeTab, closeTab, reopenTab } = stage.store.getState();
      stage.bridge.answer({
        'history.open': () => fail({ code: 'usage', message: 'It was deleted' }),
      });
      closeTab(activeTab ?? '');
      reopenTab();
      await settled();
    },
  },
  {
    name: 'history-opened',
    answers,
    async prepare(stage) {
      await connect(stage);
      await settled();
      await stage.store.getState().openPast('past-1');
      stage.store.getState().setRequestPart(stage.store.getState().activeTab ?? '', 'metadata');
    },
  },
  {
    name: 'history-cut-off',
    answers: {
      ...answers,
      'history.open': ({ callId }) =>
        ok(
          fakeSummary(callId, {
            target,
            phase: 'ended',
            events: events.length - 1,
            sent: 1,
            received: 1,
            elapsed: 13_700,
            end: {
              code: null,
              status: 'INTERRUPTED',
              message: '',
              details: [],
              trailers: [],
            },
            cutOff:
              'What follows is not kept in /home/ada/.config/Duplex/history: the disk is full',
          }),
        ),
    },
    async prepare(stage) {
      await connect(stage);
      await settled();
      await stage.store.getState().openPast('past-0');
    },
  },
  {
    name: 'history-let-go',
    answers: { ...answers, ...letGoAnswers },
    async prepare(stage) {
      await connect(stage);
      await settled();
      await stage.store.getState().openPast('past-3');
      const { activeTab, setFollowing } = stage.store.getState();
      setFollowing(activeTab ?? '', false);
    },
  },
  {
    name: 'history-clear',
    answers,
    async prepare(stage) {
      await connect(stage);
      await settled();
      stage.store.getState().showDialog('clearHistory');
    },
  },
  {
    name: 'history-menu',
    answers,
    async prepare({ store }) {
      await settled();
      store.getState().openContextMenu({
        x: 90,
        y: 560,
        commands: ['openPast', 'callAgain', 'playPast', 'deletePast'],
        pastCall: 'past-1',
      });
    },
  },
];
