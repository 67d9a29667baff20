import { appendFileSync, readSync, writeSync } from 'node:fs';
import { respond } from './respond.ts';
import { testSchema } from './test-schema.ts';

/**
 * The program that the official conformance runner tests: on standard input and output, each message
 * follows its length. With a file as its argument, each request and the answer are added to that, as two
 * words of base64 on a line.
 */
const [, , record] = process.argv;
const schema = testSchema();

for (let size = readExactly(4); size !== undefined; size = readExactly(4)) {
  const request = readExactly(size.readUInt32LE());
  if (request === undefined) break;
  const response = Buffer.from(respond(schema, request));
  if (record !== undefined)
    appendFileSync(record, `${request.toString('base64')} ${response.toString('base64')}\n`);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(response.length);
  writeAll(Buffer.concat([length, response]));
}

/** `undefined` at the end of the input. */
function readExactly(size: number): Buffer | undefined {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; ) {
    const read = readSync(0, bytes, at, size - at, null);
    if (read === 0) return undefined;
    at += read;
  }
  return bytes;
}

function writeAll(bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}
