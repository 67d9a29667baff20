import { expect, it } from 'vitest';
import { healthSchema } from '../health/health-schema.ts';
import { type TextPiece, textOf } from './large-text/text-piece.ts';
import { writeText } from './large-text/write-text.ts';
import type { LoggedEvent } from './log/event-log.ts';
import { toDetail, toRow, toText } from './present.ts';

const schema = healthSchema();
const codecs = schema.codecs(schema.method('grpc.health.v1.Health/Check'));

it('a call begins with its server, which a narrow row has room for', () => {
  const [method, target] = ['a.v1.Service/Method', 'grpc://localhost:1'];
  const event: LoggedEvent = { type: 'start', at: 0, method, target, metadata: [] };
  expect(toRow(0, event, codecs, {})).toMatchObject({
    preview: 'grpc://localhost:1 · a.v1.Service/Method',
  });
});

it('what a message holds and its JSON leaves out is told with it', () => {
  const event = (payload: Buffer): LoggedEvent => ({
    type: 'received',
    at: 1,
    index: 2,
    bytes: payload.length,
    payload,
  });
  expect(toDetail(0, event(Buffer.from([8, 1, 0x38, 1])), codecs, {})).toMatchObject({
    text: '{\n  "status": "SERVING"\n}',
    note: 'The message holds what its type does not define, and its JSON leaves out: field 7',
  });
  expect(toDetail(0, event(Buffer.from([8, 1])), codecs, {})).not.toHaveProperty('note');
});

it('a message that does not decode is its bytes, and why', () => {
  const payload = Buffer.from([8, 1, 0x0a, 0xff]);
  const event: LoggedEvent = { type: 'received', at: 1, index: 1, bytes: 4, payload };
  expect(toDetail(0, event, codecs, {})).toMatchObject({
    text: expect.stringMatching(/^00000000 {2}08 01 0a ff .*\.{4}$/),
    omitted: 0,
    isBytes: true,
    note: expect.stringMatching(
      /does not decode as grpc\.health\.v1\.HealthCheckResponse: at byte 3, .*\. These are its 4 bytes$/,
    ),
  });
});

it('a message that is longer as JSON than a text can be is told, and shown as bytes', () => {
  // A name of control characters: each is six of JSON, and Node's texts end at 512 M.
  const length = 90 * 1024 * 1024;
  const head = Buffer.from([0x0a, 0x80, 0x80, 0x80 | ((length >>> 14) & 0x7f), length >>> 21]);
  const payload = Buffer.concat([head, Buffer.alloc(length, 1)]);
  const pieces: string[] = [];
  const listener = {
    begin: () => void pieces.splice(0),
    piece: ({ bytes }: TextPiece) => void pieces.push(textOf(bytes)),
  };
  const { notes } = writeText(codecs.sent, payload, {}, listener, () => false);
  expect(notes).toEqual([
    'Its JSON is longer than a text can be',
    'These are its first 64 KB of 90 MB',
  ]);
  expect(pieces.join('').split('\n')).toHaveLength(4096);
  const event: LoggedEvent = { type: 'sent', at: 1, index: 1, bytes: payload.length, payload };
  // Bytes as many as these are not copied, whatever the form.
  expect(() => toText(event, codecs, 'base64', {})).toThrow('more than the 16 MB that are copied');
  expect(toText(event, codecs, 'json', {})).toMatch(
    /^Message 1 of \d+ bytes is longer as JSON than a text can be\. Save its bytes to a file$/,
  );
}, 60_000);
