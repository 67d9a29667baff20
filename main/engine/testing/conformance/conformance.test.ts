import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MessageCodec } from '#engine/codec/message-codec.ts';
import { changedJson, differentBytes } from '../differential/different-bytes.ts';
import { differentText } from '../differential/different-text.ts';
import { Random } from '../random.ts';
import { respond } from './respond.ts';
import { testSchema } from './test-schema.ts';

const schema = testSchema();

const shown = (message: string, bytes: Uint8Array): object =>
  schema.type(`conformance.${message}`).decode(bytes).toJSON();

/** A part of the official run, whose answers the runner found right: `npm run conformance -- --record`. */
const sample = readFileSync(new URL('sample.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [request, answer] = line.split(' ').map((word) => Buffer.from(word, 'base64'));
    if (request === undefined || answer === undefined) throw new Error(`no case: ${line}`);
    return { request, answer };
  });

const cases = sample.map(
  ({ request, answer }, index) =>
    [index, JSON.stringify(shown('ConformanceRequest', request)), request, answer] as const,
);

const payloads = cases.flatMap(([index, title]): [number, string, Buffer][] => {
  const { messageType, protobufPayload = '' } = JSON.parse(title);
  const bytes = Buffer.from(protobufPayload, 'base64');
  return bytes.length === 0 ? [] : [[index, messageType, bytes]];
});

const texts = cases.flatMap(([index, title]): [number, string, string][] => {
  const { messageType, jsonPayload } = JSON.parse(title);
  return typeof jsonPayload === 'string' ? [[index, messageType, jsonPayload]] : [];
});

describe('a sample of the official conformance tests', () => {
  it('has some of all five families of messages, in both forms', () => {
    const families = new Set(
      cases.map(([, title]) => /"messageType":"([^"]+)"/.exec(title)?.[1] ?? ''),
    );
    expect([...families].sort()).toEqual([
      'protobuf_test_messages.editions.TestAllTypesEdition2023',
      'protobuf_test_messages.editions.proto2.TestAllTypesProto2',
      'protobuf_test_messages.editions.proto3.TestAllTypesProto3',
      'protobuf_test_messages.proto2.TestAllTypesProto2',
      'protobuf_test_messages.proto3.TestAllTypesProto3',
    ]);
    expect(cases.filter(([, title]) => title.includes('"jsonPayload"')).length).toBeGreaterThan(50);
  });

  it.each(cases)('%i %s', (_, _title, request, answer) => {
    const wanted = shown('ConformanceResponse', answer);
    const got = shown('ConformanceResponse', respond(schema, request));
    // What the complaint says is no matter of conformance.
    if ('parseError' in wanted) expect(got).toHaveProperty('parseError');
    else expect(got).toEqual(wanted);
  });

  it.each(payloads)('%i %s as text', (_, type, bytes) => {
    expect(differentText(new MessageCodec(schema.type(type)), bytes)).toBeUndefined();
  });

  it.each(texts)('%i %s of %s as bytes', (index, type, text) => {
    const random = new Random(index);
    const changed = Array.from({ length: 20 }, () => changedJson(text, random));
    for (const one of [text, ...changed])
      expect(differentBytes(schema.type(type), one)).toBeUndefined();
  });
});
