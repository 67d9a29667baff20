import type { CallEnd, CallTiming, Json } from '#app/contract/calls.ts';
import { targetKey } from '#app/core/target.ts';
import { methodNamed } from '#renderer/bridge/fake-answers.ts';
import {
  type CallScript,
  okEnd,
  play,
  type ScriptedEvent,
  scriptOf,
  someHeaders,
} from '../scripted-call.ts';
import { connect, type Stage, type WindowState } from '../stage.ts';

const sayHello = methodNamed('SayHello');
const typed = '{\n  "name": "Ada",\n  "id": 9007199254740993\n}';
const answer = `{
  "greeting": "Hello, Ada",
  "id": "9007199254740993",
  "tags": [
    "first",
    "of",
    "many"
  ],
  "price": {
    "currencyCode": "EUR",
    "units": "12",
    "nanos": 500000000
  },
  "isNew": true,
  "note": null
}`;

const beginning: readonly ScriptedEvent[] = [
  { type: 'start', at: 0, preview: 'grpc://localhost:50051 · greeter.v1.Greeter/SayHello' },
  {
    type: 'sent',
    at: 0.4,
    bytes: 15,
    preview: '{"name":"Ada","id":"9007199254740993"}',
    text: '{\n  "name": "Ada",\n  "id": "9007199254740993"\n}',
  },
];

function endingWith(end: CallEnd, ...more: readonly ScriptedEvent[]): CallScript {
  const text = JSON.stringify(end, null, 2);
  const preview = `${end.status} ${end.code}${end.message === '' ? '' : `: ${end.message}`}`;
  const told: readonly ScriptedEvent[] = [
    ...beginning,
    ...more,
    { type: 'end', at: 4.2, preview, text },
  ];
  const headers = more.some(({ type }) => type === 'headers') ? { headers: someHeaders } : {};
  return {
    ...scriptOf(sayHello, told, { ...headers, end }),
    message: typed,
  };
}

const headersEvent: ScriptedEvent = {
  type: 'headers',
  at: 3.1,
  preview: someHeaders.map(([name, value]) => `${name}: ${value}`).join(', '),
  text: JSON.stringify(someHeaders, null, 2),
};
const okScript = endingWith(okEnd, headersEvent, {
  type: 'received',
  at: 3.9,
  bytes: 74,
  preview: '{"greeting":"Hello, Ada","id":"9007199254740993","tags":["first","of","many"]}',
  text: answer,
});

const details: readonly Json[] = [
  {
    '@type': 'type.googleapis.com/google.rpc.BadRequest',
    fieldViolations: [
      { field: 'name', description: 'must have at least 3 characters' },
      { field: 'address.postal_code', description: 'is not a postal code of the country "DE"' },
    ],
  },
  {
    '@type': 'type.googleapis.com/google.rpc.Help',
    links: [{ description: 'How names are chosen', url: 'https://example.com/docs/names' }],
  },
  { '@type': 'type.googleapis.com/shop.v1.Unknown', value: 'CgVoZWxsbw==' },
];
const invalidScript = endingWith({
  code: 3,
  status: 'INVALID_ARGUMENT',
  message: 'the name is too short',
  details,
  trailers: [
    ['grpc-status-details-bin', 'CAMSFXRoZSBuYW1lIGlzIHRvbyBzaG9ydA=='],
    ['x-request-id', '7f3a9c1e'],
  ],
});

const requestHeaders = [
  [':method', 'POST'],
  [':scheme', 'http'],
  [':path', '/greeter.v1.Greeter/SayHello'],
  [':authority', 'localhost:50051'],
  ['te', 'trailers'],
  ['content-type', 'application/grpc'],
  ['user-agent', 'grpc-node-js/1.14.4'],
  ['grpc-accept-encoding', 'identity,deflate,gzip'],
  ['x-request-id', '7f3a9c1e-0b54-4c1d-9a53-2f6d1f0c8e11'],
] as const;

const timing: CallTiming = {
  steps: { name: 2.4, connect: 11.8, proxy: 14.1, tls: 21.6, total: 50.2 },
  connected: 51.1,
  sent: 51.3,
  headers: 79.4,
  received: 80.1,
  lastReceived: 83.7,
};

const compressedScript = endingWith(okEnd, headersEvent, {
  type: 'received',
  at: 3.9,
  bytes: 48_213,
  wireBytes: 1_904,
  preview: '{"greeting":"Hello, Ada","tags":["first","of","many"]}',
  text: answer,
});

function withSummary(script: CallScript, more: CallScript['summary']): CallScript {
  return { ...script, summary: { ...script.summary, ...more } };
}

async function playThen(
  stage: Stage,
  script: CallScript,
  part?: 'response' | 'headers' | 'trailers' | 'error-details' | 'timing',
): Promise<void> {
  await connect(stage);
  const tabId = await play(stage, script);
  if (part !== undefined) stage.store.getState().setResponsePart(tabId, part);
}

/** What came back of a unary call. */
export const answerStates: readonly WindowState[] = [
  {
    name: 'connecting-by-itself',
    async prepare(stage) {
      await connect(stage);
      const key = targetKey({ address: 'grpc://localhost:50051' });
      stage.bridge.emit('targets.changed', { key, state: 'not-connected' });
      await play(stage, scriptOf(sayHello, beginning.slice(0, 1), { phase: 'connecting' }));
    },
  },
  {
    name: 'waiting',
    prepare: (stage) =>
      playThen(stage, { ...scriptOf(sayHello, beginning, { phase: 'waiting' }), message: typed }),
  },
  { name: 'ok', prepare: (stage) => playThen(stage, okScript) },
  { name: 'ok-response', prepare: (stage) => playThen(stage, okScript, 'response') },
  {
    name: 'headers',
    prepare: (stage) =>
      playThen(stage, withSummary(okScript, { request: requestHeaders }), 'headers'),
  },
  {
    name: 'timing',
    prepare: (stage) => playThen(stage, withSummary(okScript, { timing, elapsed: 84.2 }), 'timing'),
  },
  { name: 'compressed', prepare: (stage) => playThen(stage, compressedScript) },
  {
    name: 'waiting-for-a-deadline',
    prepare: (stage) =>
      playThen(
        stage,
        scriptOf(sayHello, beginning, { phase: 'waiting', deadline: 30_000, elapsed: 12_600 }),
        'timing',
      ),
  },
  {
    name: 'trailers-empty',
    prepare: (stage) =>
      playThen(stage, endingWith({ ...okEnd, trailers: [] }, headersEvent), 'trailers'),
  },
  { name: 'invalid-argument', prepare: (stage) => playThen(stage, invalidScript) },
  {
    name: 'error-details',
    prepare: (stage) => playThen(stage, invalidScript, 'error-details'),
  },
  {
    name: 'status-without-message',
    prepare: (stage) =>
      playThen(
        stage,
        endingWith({ code: 12, status: 'UNIMPLEMENTED', message: '', details: [], trailers: [] }),
      ),
  },
  {
    name: 'deadline-exceeded',
    prepare: (stage) =>
      playThen(
        stage,
        endingWith({
          code: 4,
          status: 'DEADLINE_EXCEEDED',
          message: 'Deadline exceeded after 0.300s, LB pick: 0.001s, remote_addr=127.0.0.1:50051',
          details: [],
          trailers: [],
        }),
      ),
  },
  {
    name: 'detail-lost',
    async prepare(stage) {
      await playThen(stage, okScript);
      stage.bridge.answer({
        'calls.event': () => ({
          ok: false,
          error: { code: 'no-such-call', message: 'This call is no longer kept' },
        }),
      });
      stage.store.getState().selectEvent(stage.store.getState().activeTab ?? '', 1);
    },
  },
];
