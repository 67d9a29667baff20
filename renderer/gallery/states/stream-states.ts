import { fakeSummary, methodNamed } from '#renderer/bridge/fake-answers.ts';
import { floodScript, marketAnswers, tickAt, ticks } from '../market-flood.ts';
import {
  type CallScript,
  okEnd,
  play,
  type ScriptedEvent,
  scriptOf,
  someHeaders,
} from '../scripted-call.ts';
import { connect, settled, type WindowState } from '../stage.ts';

const converse = methodNamed('Converse');
const typed = '{\n  "room": "lobby",\n  "author": "Ada",\n  "text": "One last message."\n}';

function chat(text: string): Pick<ScriptedEvent, 'preview' | 'text'> {
  const message = { room: 'lobby', author: 'Ada', text };
  return { preview: JSON.stringify(message), text: JSON.stringify(message, null, 2) };
}

const conversation: readonly ScriptedEvent[] = [
  { type: 'start', at: 0, preview: 'grpc://localhost:50051 · chat.v1.Chat/Converse' },
  { type: 'connected', at: 1.2, preview: 'name 0.3 ms, connect 0.9 ms, total 1.2 ms' },
  { type: 'headers', at: 2.9, preview: 'content-type: application/grpc+proto' },
  { type: 'sent', at: 820.4, bytes: 34, ...chat('Is anybody here?') },
  { type: 'received', at: 823.1, bytes: 34, ...chat('IS ANYBODY HERE?') },
  { type: 'sent', at: 2_410.8, bytes: 38, ...chat('Watching this live.') },
  { type: 'received', at: 2_412.2, bytes: 38, ...chat('WATCHING THIS LIVE.') },
  {
    type: 'warning',
    at: 2_412.2,
    preview: 'Received 2 has 3 fields that the schema does not know',
  },
  { type: 'sent', at: 4_006.5, bytes: 36, ...chat('One last message.') },
  { type: 'received', at: 4_008.9, bytes: 36, ...chat('ONE LAST MESSAGE.') },
];

const openScript: CallScript = {
  ...scriptOf(converse, conversation, { headers: someHeaders }),
  message: typed,
};
const cancelled = { code: 1, status: 'CANCELLED', message: 'Cancelled by hand' };
const cancelledScript: CallScript = {
  ...scriptOf(
    converse,
    [
      ...conversation,
      { type: 'cancel', at: 5_100.3 },
      { type: 'end', at: 5_100.9, preview: 'CANCELLED 1: Cancelled by hand' },
    ],
    { headers: someHeaders, end: { ...cancelled, details: [], trailers: [] } },
  ),
  message: typed,
};

/** Calls that go on, and how they stop. */
export const streamStates: readonly WindowState[] = [
  {
    name: 'stream-messages',
    async prepare(stage) {
      await connect(stage);
      const tabId = await play(stage, openScript);
      const messages = ['And another.', 'The last.'].map((text) =>
        typed.replace('One last message.', text),
      );
      stage.store
        .getState()
        .changeMessages(tabId, (list) => ({ ...list, messages: [typed, ...messages], shown: 1 }));
    },
  },
  {
    name: 'player',
    async prepare(stage) {
      await connect(stage);
      const tabId = await play(stage, openScript);
      const { changePlay, showPlayer } = stage.store.getState();
      changePlay(tabId, { interval: 250, jitter: 20, repeat: 1000 });
      showPlayer(tabId);
    },
  },
  {
    name: 'player-of-a-past-call',
    async prepare(stage) {
      await connect(stage);
      const tabId = await play(stage, openScript);
      const { changePlay, choosePast, showPlayer } = stage.store.getState();
      choosePast(tabId, { callId: 'past', name: 'Converse, 26 Nov 14:03', sent: 1234 });
      const message = 'The past call sent messages of chat.v1.Note, and this method takes others';
      changePlay(tabId, { fault: { code: 'usage', message } });
      showPlayer(tabId);
    },
  },
  {
    name: 'player-without-past-calls',
    async prepare(stage) {
      await connect(stage);
      const tabId = await play(stage, openScript);
      const { changePlay, showPlayer } = stage.store.getState();
      changePlay(tabId, { from: 'past' });
      showPlayer(tabId);
    },
  },
  {
    name: 'playing',
    async prepare(stage) {
      await connect(stage);
      const played = { sent: 1234, skipped: 2, of: 3000, isPlaying: true };
      await play(stage, { ...openScript, summary: { ...openScript.summary, played } });
    },
  },
  {
    name: 'played',
    async prepare(stage) {
      await connect(stage);
      const played = { sent: 12, skipped: 0, of: 300, isPlaying: false };
      await play(stage, { ...openScript, summary: { ...openScript.summary, played } });
    },
  },
  {
    name: 'streaming',
    async prepare(stage) {
      await connect(stage);
      const tabId = await play(stage, openScript);
      stage.store.getState().selectEvent(tabId, 6);
    },
  },
  {
    name: 'half-closed',
    async prepare(stage) {
      await connect(stage);
      const told: readonly ScriptedEvent[] = [...conversation, { type: 'half-close', at: 5_000 }];
      const script = scriptOf(converse, told, { headers: someHeaders, halfClosed: true });
      await play(stage, { ...script, message: typed });
    },
  },
  {
    name: 'flood',
    answers: marketAnswers,
    async prepare(stage) {
      await connect(stage);
      const { summary } = floodScript;
      await play(stage, {
        ...floodScript,
        events: ticks - 71_997,
        summary: { ...summary, received: ticks - 72_000, elapsed: 12_700 },
      });
      const callId = stage.bridge.asked('calls.start').at(-1)?.callId ?? '';
      // A second later: now there is a rate.
      stage.bridge.emit('calls.progress', {
        summary: fakeSummary(callId, { events: floodScript.events, ...summary }),
        tail: Array.from(
          { length: 100 },
          (_, index) => tickAt(floodScript.events - 100 + index).row,
        ),
      });
    },
  },
  {
    name: 'flood-not-following',
    answers: marketAnswers,
    async prepare(stage) {
      await connect(stage);
      const tabId = await play(stage, floodScript);
      stage.store.getState().setFollowing(tabId, false);
      const callId = stage.bridge.asked('calls.start').at(-1)?.callId ?? '';
      stage.bridge.emit('calls.progress', {
        summary: fakeSummary(callId, { ...floodScript.summary, events: ticks + 500 }),
        tail: [],
      });
    },
  },
  {
    name: 'stream-paused',
    answers: marketAnswers,
    async prepare(stage) {
      await connect(stage);
      const { summary } = floodScript;
      await play(stage, { ...floodScript, summary: { ...summary, paused: 'asked' } });
    },
  },
  {
    name: 'stream-full',
    answers: marketAnswers,
    async prepare(stage) {
      await connect(stage);
      const { summary } = floodScript;
      const full = { place: 'disk', bytes: 2_147_500_000, next: 4_295_000_000 } as const;
      await play(stage, { ...floodScript, summary: { ...summary, paused: 'full', full } });
    },
  },
  {
    name: 'stream-count-only',
    answers: marketAnswers,
    async prepare(stage) {
      await connect(stage);
      const tabId = await play(stage, floodScript);
      stage.store.getState().setCountOnly(tabId, true);
    },
  },
  {
    name: 'stream-timing',
    answers: marketAnswers,
    async prepare(stage) {
      await connect(stage);
      const { summary } = floodScript;
      const begun = { ...summary, received: 0, bytesReceived: 0, elapsed: 1 };
      const tabId = await play(stage, { ...floodScript, events: 3, summary: begun });
      const callId = stage.bridge.asked('calls.start').at(-1)?.callId ?? '';
      let [received, bytesReceived] = [0, 0];
      for (let second = 0.1; second < 13.7; second += 0.1) {
        const more = Math.round(7_000 + 2_500 * Math.sin(second) + (second > 8 ? -3_000 : 0));
        received += more;
        bytesReceived += more * Math.round(48 + 4 * Math.cos(second));
        stage.bridge.emit('calls.progress', {
          summary: fakeSummary(callId, {
            ...summary,
            received,
            bytesReceived,
            events: received + 3,
            elapsed: second * 1000,
            timing: {
              steps: {},
              connected: 1.2,
              headers: 2.9,
              received: 3.1,
              lastReceived: second * 1000,
            },
          }),
          tail: [],
        });
      }
      stage.store.getState().setResponsePart(tabId, 'timing');
      // The chart is loaded when it is first looked at.
      while (document.querySelector('.line-chart canvas') === null) await settled();
    },
  },
  {
    name: 'stream-round-trips',
    async prepare(stage) {
      await connect(stage);
      const roundTrips = {
        isPaired: true as const,
        count: 3,
        p50: 2.4,
        p90: 2.7,
        p99: 12.9,
        max: 1_204.2,
      };
      const { summary } = openScript;
      const tabId = await play(stage, {
        ...openScript,
        summary: { ...summary, sent: 5, roundTrips },
      });
      stage.store.getState().setResponsePart(tabId, 'timing');
    },
  },
  {
    name: 'stream-ended',
    async prepare(stage) {
      await connect(stage);
      const told: readonly ScriptedEvent[] = [
        ...conversation,
        { type: 'half-close', at: 5_000 },
        { type: 'end', at: 5_002.7, preview: 'OK 0' },
      ];
      const summary = { headers: someHeaders, halfClosed: true, end: okEnd };
      await play(stage, { ...scriptOf(converse, told, summary), message: typed });
    },
  },
  {
    name: 'cancelled',
    async prepare(stage) {
      await connect(stage);
      await play(stage, cancelledScript);
    },
  },
  {
    name: 'closing-a-stream',
    async prepare(stage) {
      await connect(stage);
      const tabId = await play(stage, openScript);
      stage.store.getState().closeTab(tabId);
    },
  },
  {
    name: 'closing-a-part-in-memory',
    async prepare(stage) {
      await connect(stage);
      const { summary } = cancelledScript;
      const cutOff =
        'What follows is not kept in /home/ada/.config/Duplex/history: the disk is full';
      const lacking = { ...summary, cutOff, inMemory: true } as const;
      const tabId = await play(stage, { ...cancelledScript, summary: lacking });
      stage.store.getState().closeTab(tabId);
    },
  },
  {
    name: 'closing-the-window',
    async prepare(stage) {
      await connect(stage);
      await play(stage, openScript);
      await stage.store.getState().windowClosing(true);
    },
  },
];
