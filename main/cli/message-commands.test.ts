import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Duplex, duplexIn } from './run-duplex.ts';

const samples = fileURLToPath(new URL('../../proto-samples/', import.meta.url));
const files = ['--proto', 'sample/greeter/v1/greeter.proto', '-I', join(samples, 'protos')];
const set = ['--descriptor-set', join(samples, 'samples.binpb')];
const hello = 'sample.greeter.v1.SayHelloRequest';
const all = 'sample.types.v1.AllTypes';

let folder: string;
let duplex: Duplex;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-cli-'));
  duplex = duplexIn(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const input = (bytes: string | Uint8Array) => Readable.from([Buffer.from(bytes)]);
const json = '{"name":"Ada","id":"9007199254740993"}';

describe('duplex encode and decode', () => {
  it.each([
    ['binary', []],
    ['hexadecimal digits', ['--hex']],
    ['base64', ['--base64']],
  ])('turn JSON into %s and back', async (_, form) => {
    for (const schema of [files, set]) {
      const encoded = await duplex(['encode', hello, ...schema, ...form], input(json));
      expect(encoded).toMatchObject({ exit: 0, err: '' });
      const decoded = await duplex(['decode', hello, ...schema, ...form], input(encoded.bytes));
      expect(decoded).toMatchObject({ exit: 0, err: '', out: `${json}\n` });
    }
  });

  it('write nothing but the message', async () => {
    const { bytes } = await duplex(['encode', hello, ...files], input('{"name":"Ä"}'));
    expect(bytes.toString('hex')).toBe('0a02c384');
    expect((await duplex(['encode', hello, ...files, '--hex'], input('{"name":"Ä"}'))).out).toBe(
      '0a02c384\n',
    );
    expect(await duplex(['encode', hello, ...files], input('{}'))).toMatchObject({
      exit: 0,
      out: '',
    });
  });

  it('read text with white space in it', async () => {
    const { out } = await duplex(['decode', hello, ...files, '--hex'], input('0A 03\n4164 61\n'));
    expect(out).toBe('{"name":"Ada"}\n');
  });

  it('print as call does', async () => {
    const args = ['decode', hello, ...files, '--hex', '--pretty', '--emit-defaults'];
    expect((await duplex(args, input(''))).out).toContain('\n  "id": "0"');
  });

  it('print fields by their names in .proto files, and leave out what the type does not know', async () => {
    const reading = 'sample.types.v1.AllTypes';
    const encoded = await duplex(
      ['encode', reading, ...set, '--hex', '--ignore-unknown'],
      input('{"int32Value": 7, "newField": 1}'),
    );
    expect(encoded.exit).toBe(0);
    const args = ['decode', reading, ...set, '--hex', '--original-names'];
    expect((await duplex(args, input(encoded.out))).out).toBe('{"int32_value":7}\n');
  });

  it('keep the sign of a negative zero', async () => {
    const proto = join(folder, 'zero.proto');
    writeFileSync(
      proto,
      'syntax = "proto3"; message Z { optional double d = 1; optional float f = 2; string s = 3; }',
    );
    const args = ['decode', 'Z', '--proto', proto, '--hex'];
    const bytes = '09 0000000000000080 15 00000080 1a 01 22';
    expect((await duplex(args, input(bytes))).out).toBe('{"d":-0,"f":-0,"s":"\\""}\n');
    const pretty = await duplex([...args, '--pretty'], input(bytes));
    expect(pretty.out).toBe('{\n  "d": -0,\n  "f": -0,\n  "s": "\\""\n}\n');
  });

  it('tell which fields the JSON leaves out, however deep', async () => {
    const decoded = await duplex(
      ['decode', hello, ...set, '--hex'],
      input('0a03416461 a03f01 a03f02'),
    );
    expect(decoded).toMatchObject({ exit: 0, out: '{"name":"Ada"}\n' });
    expect(decoded.err).toBe(
      'warning: 1 field is left out, as its number or value is not of the type: field 1012\n' +
        '  Without a type, decode shows all that the bytes hold\n',
    );
    const proto = join(folder, 'closed.proto');
    writeFileSync(
      proto,
      `syntax = "proto2"; enum E { Z = 0; } message M {
        optional E e = 1; repeated E es = 2; repeated M more = 3; map<string, M> by = 4; }`,
    );
    const deep = '0807 100010071007 1a00 1a022801 2209 0a03612062 12020807';
    const { err } = await duplex(['decode', 'M', '--proto', proto, '--hex'], input(deep));
    expect(err).toContain(
      '4 fields are left out, as their numbers or values are not of the type: field 1, field 2, ' +
        'field 5 of $.more[1], field 1 of $.by["a b"]\n',
    );
  });

  it('show a message that lacks a required field, with a warning', async () => {
    const proto = join(folder, 'required.proto');
    writeFileSync(
      proto,
      'syntax = "proto2"; message R { required int32 a = 1; optional R r = 2; optional string s = 3; }',
    );
    const decoded = await duplex(
      ['decode', 'R', '--proto', proto, '--hex'],
      input('12031a0178 0801'),
    );
    expect(decoded).toMatchObject({
      exit: 0,
      out: '{"a":1,"r":{"s":"x"}}\n',
      err: 'warning: The payload is an incomplete R: $.r.a is required and missing\n',
    });
  });

  it('without a type show the fields, and need no schema', async () => {
    const { exit, lines } = await duplex(['decode', '--hex'], input('0a0341646110 2a'));
    expect(exit).toBe(0);
    expect(lines).toEqual(['1: delimited 3 bytes "Ada"', '2: varint 42 (zigzag 21)']);
  });

  it.each([
    ['JSON of another type', ['encode', hello], '{"id":"ten"}', '$.id: expected int64, got "ten"'],
    ['what is no JSON', ['encode', hello], '{"id"', 'line 1, column 6'],
    ['an empty input', ['encode', hello], '', 'The message is empty'],
    ['an unknown type', ['encode', 'no.Such'], '{}', 'no message no.Such'],
    ['a service', ['encode', 'sample.greeter.v1.Greeter'], '{}', 'no message sample.greeter'],
    ['no type', ['encode'], '{}', 'TYPE is missing'],
    ['two forms', ['decode', hello, '--hex', '--base64'], '', 'do not go together'],
    ['a stray digit', ['decode', hello, '--hex'], '0a0x', '"x" at character 4'],
    ['half a byte', ['decode', hello, '--hex'], '0a0', 'ends within a byte'],
    ['stray base64', ['decode', hello, '--base64'], 'CgNB!', '"!" at character 5'],
    ['bytes cut off', ['decode', hello, '--hex'], '0a0341', 'at byte 0, field 1 has 3 bytes'],
    ['bytes within', ['decode', all, '--hex'], 'BAD', 'hex ends within'],
  ])('exit 2 for %s', async (_, args, text, reason) => {
    const { exit, out, err } = await duplex([...args, ...set], input(text));
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(reason);
  });

  it('name the byte in a message within another', async () => {
    // Timestamp { seconds } cut off, as a field of an Any's neighbour: google.rpc.Status.details.
    const { exit, err } = await duplex(
      ['decode', 'google.rpc.Status', ...set, '--hex'],
      input('0805 1a04 0a0a 4142'),
    );
    expect(exit).toBe(2);
    expect(err).toContain('at byte 4, field 1 has 10 bytes, and only 2 are left');
  });

  it('exit 2 without a schema, and for what they do not know', async () => {
    expect(await duplex(['encode', hello], input('{}'))).toMatchObject({
      exit: 2,
      err: expect.stringContaining('--descriptor-set'),
    });
    expect((await duplex(['decode', hello, ...set, '--reflect'])).err).toContain('no option');
    const latin = await duplex(['encode', hello, ...set], input(Buffer.from([0x22, 0xe9, 0x22])));
    expect(latin).toMatchObject({ exit: 2, err: expect.stringContaining('not UTF-8') });
  });
});
