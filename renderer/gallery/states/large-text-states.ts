import type { TextInfo, TextRow } from '#app/contract/message-text.ts';
import { ok } from '#app/contract/result.ts';
import { methodNamed } from '#renderer/bridge/fake-answers.ts';
import { okEnd, play, scriptOf, someHeaders } from '../scripted-call.ts';
import { connect, type Stage, settled, type WindowState } from '../stage.ts';

const method = methodNamed('SayHello');
const bytes = 52_428_800;
const textId = 'text-1';
const info: TextInfo = {
  textId,
  kind: 'json',
  rows: 12_284_303,
  lines: 12_284_303,
  bytes: 203_500_000,
  longest: 46,
  isDone: true,
  revision: 1,
  notes: [],
};
/** The lines of an item, again and again. */
const itemLines = [
  '    {',
  '      "id": "9007199254740993",',
  '      "name": "A \\"large\\" answer",',
  '      "price": -12.5,',
  '      "isNew": true,',
  '      "maker": null,',
  '      "tags": [',
  '        "first"',
  '      ]',
  '    },',
];

function lineAt(row: number): TextRow {
  if (row < 2) return { line: row + 1, text: row === 0 ? '{' : '  "items": [' };
  return { line: row + 1, text: itemLines[(row - 2) % itemLines.length] ?? '' };
}

function longLineAt(row: number): TextRow {
  if (row === 0) return { line: 1, text: '{' };
  const text = 'iVBORw0KGgoAAAANSUhEUgAA'.repeat(21).slice(0, 500);
  return row === 1
    ? { line: 2, text: `  "picture": "${text}`.slice(0, 500) }
    : { line: 2, text, isContinued: true };
}

function byteLineAt(row: number): TextRow {
  const place = (row * 16).toString(16).padStart(8, '0');
  const text = `${place}  0a 13 08 01 12 06 49 74  65 6d 20 31 20 01 2a 03  ......Item 1 .*.`;
  return { line: row + 1, text };
}

/** Plays a call whose answer is large, and shows its text as it is told. */
async function showText(
  stage: Stage,
  told: TextInfo,
  rowAt: (row: number) => TextRow,
  part?: 'response',
): Promise<string> {
  const received = { type: 'received', at: 303.9, bytes, preview: '{"items":[{"id":"1",' } as const;
  const script = scriptOf(
    method,
    [
      { type: 'start', at: 0, preview: 'grpc://localhost:50051 · greeter.v1.Greeter/SayHello' },
      { type: 'headers', at: 39.5, preview: 'content-type: application/grpc+proto' },
      received,
      { type: 'end', at: 992.4, preview: 'OK 0' },
    ],
    { headers: someHeaders, end: okEnd },
  );
  await connect(stage);
  const tabId = await play(stage, script);
  stage.bridge.answer({
    'calls.event': ({ seq }) =>
      ok({ ...script.eventAt(seq), text: '', omitted: 0, isLarge: true as const }),
    'texts.open': () => ok(told),
    'texts.rows': ({ from, count }) => {
      const there = Math.max(0, Math.min(count, told.rows - from));
      const rows = Array.from({ length: there }, (_, index) => rowAt(from + index));
      return ok({ revision: told.revision, rows });
    },
    'texts.match': () => ok({ index: 1, row: 4, column: 17 }),
  });
  stage.store.getState().selectEvent(tabId, 2);
  if (part !== undefined) stage.store.getState().setResponsePart(tabId, part);
  await settled();
  return tabId;
}

async function find(stage: Stage, words: string): Promise<void> {
  const { findInText, stepInText } = stage.store.getState();
  await findInText(words, false);
  const { findId } = stage.bridge.asked('texts.find').at(-1) ?? { findId: '' };
  const found = { textId, findId, matches: 1_228_430, isMore: true, isDone: true };
  stage.bridge.emit('texts.found', found);
  await stepInText(1);
  await settled();
}

/** A message that is too large to be in the window. */
export const largeTextStates: readonly WindowState[] = [
  {
    name: 'large-message-begins',
    prepare: async (stage) => {
      await showText(stage, { ...info, rows: 0, lines: 0, bytes: 0, isDone: false }, lineAt);
    },
  },
  {
    name: 'large-message',
    prepare: async (stage) => {
      await showText(stage, info, lineAt);
    },
  },
  {
    name: 'large-message-save',
    prepare: async (stage) => {
      const tabId = await showText(stage, info, lineAt);
      stage.store.getState().openSaveMessage(tabId);
    },
  },
  {
    name: 'large-message-found',
    prepare: async (stage) => {
      await showText(stage, info, lineAt, 'response');
      await find(stage, 'large');
    },
  },
  {
    name: 'large-message-one-line',
    prepare: async (stage) => {
      const told = { ...info, rows: 139_812, lines: 4, bytes: 69_905_096, longest: 500 };
      await showText(stage, told, longLineAt, 'response');
    },
  },
  {
    name: 'large-message-as-bytes',
    prepare: async (stage) => {
      const notes = [
        'The payload does not decode as greeter.v1.SayHelloReply: at byte 1120546, field 1 has 72 bytes, and only 67 are left',
        'These are its first 64 KB of 50 MB',
      ];
      const told = { ...info, kind: 'hex', rows: 4096, lines: 4096, longest: 76, notes } as const;
      await showText(stage, told, byteLineAt);
    },
  },
];
