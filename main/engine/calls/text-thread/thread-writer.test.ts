import { Worker } from 'node:worker_threads';
import { afterAll, expect, it } from 'vitest';
import { Schema } from '#engine/schema/schema.ts';
import { builtThread } from '#engine/testing/built-thread.ts';
import { descriptorBytes } from '#engine/testing/descriptor-bytes.ts';
import { ThreadWriter } from './thread-writer.ts';

const code = await builtThread('calls/decoder');
const writer = new ThreadWriter(() => new Worker(code, { eval: true }));
afterAll(() => writer.close());

it('decodes with any of many schemas, also with one that it was told of long ago', async () => {
  const schemas = Array.from({ length: 6 }, (_, number) => {
    const text = `syntax = "proto3"; package p${number}; message M { string text = 1; }`;
    const [file = Buffer.alloc(0)] = descriptorBytes({ 'm.proto': text }).values();
    // A `FileDescriptorSet` of this one short file.
    return Schema.fromDescriptorSet(Buffer.concat([Buffer.of(0x0a, file.length), file]));
  });
  const payload = Buffer.from('0a0161', 'hex');
  for (const number of [0, 1, 2, 3, 4, 5, 0, 5, 1]) {
    const schema = schemas[number];
    if (schema === undefined) throw new Error('there is no such schema');
    expect(await writer.check(schema, `p${number}.M`, payload)).toEqual({});
  }
});
