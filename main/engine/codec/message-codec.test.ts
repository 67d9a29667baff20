import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { Failure } from '#app/contract/result.ts';
import { loadSampleSchema } from '#samples/server/descriptor-set.ts';
import { bundledFile, bundledSchema } from '../schema/bundled/bundled-files.ts';
import { linkFiles } from '../schema/link/link.ts';
import { parseFile } from '../schema/parse/parse-file.ts';
import { Registry } from '../schema/registry.ts';
import { SchemaFile } from '../schema/schema-file.ts';
import { MessageCodec } from './message-codec.ts';

const registry = new Registry(
  [...sampleFiles(), ...bundledSchema(['google/rpc/status.proto'])].filter(once()),
);
const codec = (type: string) => new MessageCodec(registry.type(type));
const url = 'type.googleapis.com/';
const anyFile = 'google/protobuf/any.proto';
const hello = codec('sample.greeter.v1.SayHelloRequest');

function sampleFiles(): readonly SchemaFile[] {
  return loadSampleSchema().files.map((bytes) => SchemaFile.decode(bytes));
}

function once(): (file: SchemaFile) => boolean {
  const seen = new Set<string>();
  return ({ name }) => !seen.has(name) && seen.add(name) !== undefined;
}

function faultOf(type: string, text: string): string {
  try {
    codec(type).encode(text);
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('message JSON', () => {
  it.each([
    '9007199254740993',
    '"9007199254740993"',
    '-9223372036854775808',
    '9223372036854775807',
  ])('keeps every digit of %s', (id) => {
    const { json } = hello.decode(hello.encode(`{"id": ${id}}`));
    expect(json).toEqual({ id: id.replaceAll('"', '') });
  });

  it('keeps a long number in a Struct a number, and refuses one where a string is due', () => {
    const struct = new MessageCodec(structType());
    expect(struct.decode(struct.encode('{"n": 12345678901234567890}')).json).toEqual({
      n: 12345678901234567000,
    });
    expect(faultOf('sample.greeter.v1.SayHelloRequest', '{"name": 12345678901234567890}')).toBe(
      '$.name: expected string, got 12345678901234567890',
    );
  });

  it.each(['3.4028235e38', '3.4028234663852886e+38', '-3.4028235e+38'])(
    'takes %s for the largest float, as which it is shown',
    (text) => {
      const all = codec('sample.types.v1.AllTypes');
      const bytes = all.encode(`{"floatValue":${text}}`);
      expect(bytes.subarray(1).toString('hex')).toMatch(/^ffff7f[7f]f$/);
      expect(all.encode(JSON.stringify(all.decode(bytes).json))).toEqual(bytes);
      const wrapped = codec('google.protobuf.FloatValue');
      expect(wrapped.encode(text).subarray(1)).toEqual(bytes.subarray(1));
      expect(() => all.encode('{"floatValue":3.5e38}')).toThrow('$.floatValue: expected float');
    },
  );

  it.each([
    ['{"id":"ten"}', '$.id: expected int64, got "ten"'],
    ['{"nmae":"x"}', '$.nmae: sample.greeter.v1.SayHelloRequest has no field "nmae"'],
    ['[]', '$: expected an object for sample.greeter.v1.SayHelloRequest, got []'],
    ['{"name":1,"id":2}', '$.name: expected string, got 1'],
    ['', 'The message is empty'],
  ])('tells what is wrong with %s and where', (text, fault) => {
    expect(faultOf('sample.greeter.v1.SayHelloRequest', text)).toBe(fault);
  });

  it('tells the place inside lists, maps, messages, enums and well-known types', () => {
    const fail = 'sample.greeter.v1.FailRequest';
    expect(faultOf(fail, '{"details":["DETAIL_HELP","NOPE"]}')).toBe(
      '$.details[1]: expected a value of sample.greeter.v1.FailRequest.Detail, got "NOPE"',
    );
    expect(faultOf(fail, '{"trailers":[{"name":"a"},{"name":7}]}')).toBe(
      '$.trailers[1].name: expected string, got 7',
    );
    expect(faultOf('sample.greeter.v1.SlowRequest', '{"delay":"soon"}')).toBe(
      '$.delay: expected google.protobuf.Duration such as "1.5s", got "soon"',
    );
    expect(faultOf('sample.types.v1.AllTypes', '{"fieldMask":"bad_name,ok.so_so"}')).toBe(
      '$.fieldMask: expected google.protobuf.FieldMask in lowerCamelCase such as "badName,ok.soSo", got "bad_name,ok.so_so"',
    );
    expect(faultOf('sample.telemetry.v1.UploadSummary', '{"readingsBySensor":{"a b":-1}}')).toBe(
      '$.readingsBySensor["a b"]: expected uint64, got -1',
    );
  });

  it('tells the place of a missing field of an extension, of a second oneof member, and of depth', () => {
    const text = `syntax = "proto2"; message M {
      extensions 100; optional M sub = 1; oneof pay { string card = 2; string bank_id = 3; } map<string, R> by = 4; }
      message R { required int32 a = 1; } extend M { repeated R rs = 100; }`;
    const { files } = linkFiles([parseFile('a.proto', text)]);
    const m = new MessageCodec(new Registry(files.map((one) => SchemaFile.of(one))).type('M'));
    expect(() => m.encode('{"sub": {"[rs]": [{"a": 1}, {}]}}')).toThrow(
      '$.sub["[rs]"][1].a is required and missing',
    );
    expect(m.check(Buffer.from('0a03a20600', 'hex')).fault).toContain(
      '$.sub["[rs]"][0].a is required',
    );
    expect(m.check(Buffer.from('22050a01781200', 'hex')).fault).toContain(
      '$.by["x"].a is required',
    );
    expect(() => m.encode('{"sub": {"card": "1", "bankId": "2"}}')).toThrow(
      '$.sub.bankId: card is given too, and only one field of the oneof pay can be',
    );
    expect(m.encode('{"card": null, "bankId": "2"}').length).toBe(3);
    const deep = (times: number) => `${'{"sub":'.repeat(times)}{}${'}'.repeat(times)}`;
    expect(m.encode(deep(100)).length).toBeGreaterThan(100);
    expect(() => m.encode(deep(101))).toThrow('$: the message is nested more than 100 levels deep');
    expect(() => m.encode(deep(200_000))).toThrow('The message is nested too deeply');
  });

  it('takes a number that an open enum does not name, and refuses it for a closed one', () => {
    const parsed = [
      parseFile('open.proto', 'syntax = "proto3"; message O { E e = 1; } enum E { A = 0; B = 1; }'),
      parseFile(
        'closed.proto',
        'syntax = "proto2"; message C { optional F f = 1; } enum F { Z = 1; }',
      ),
    ];
    const own = new Registry(linkFiles(parsed).files.map((one) => SchemaFile.of(one)));
    const [open, closed] = ['O', 'C'].map((name) => new MessageCodec(own.type(name)));
    expect(open?.encode('{"e": 5}').toString('hex')).toBe('0805');
    expect(open?.decode(Buffer.from('0805', 'hex')).json).toEqual({ e: 5 });
    expect(open?.encode('{"e": -1}').length).toBe(11);
    expect(open?.encode('{"e": 1}')).toEqual(open?.encode('{"e": "B"}'));
    expect(() => open?.encode('{"e": "5"}')).toThrow('$.e: expected a value of E, got "5"');
    expect(closed?.encode('{"f": 1}').toString('hex')).toBe('0801');
    expect(() => closed?.encode('{"f": 5}')).toThrow('$.f: expected a value of F, got 5');
    expect(closed?.decode(Buffer.from('0805', 'hex')).json).toEqual({});
  });

  it('tells line and column of what is not JSON', () => {
    expect(faultOf('sample.greeter.v1.SayHelloRequest', '{\n  "name": "a",\n  "id": }')).toMatch(
      /^The message is not JSON: line 3, column 9: /,
    );
  });

  it('takes comments, and tells places in a text that has some', () => {
    const text = '{\n  // "name": "b"\n  "name": "a" /* , */\n}';
    expect(hello.decode(hello.encode(text)).json).toEqual({ name: 'a' });
    expect(faultOf('sample.greeter.v1.SayHelloRequest', '{ /* a */\n"id": }')).toMatch(
      /line 2, column 7/,
    );
  });

  it('tells a payload that is not of the type', () => {
    expect(hello.decode(Buffer.from('0affffff', 'hex'))).toEqual({
      json: undefined,
      warning: expect.stringContaining('does not decode as sample.greeter.v1.SayHelloRequest'),
    });
    expect(hello.check(Buffer.from('0affffff', 'hex')).fault).toBeDefined();
    expect(hello.check(hello.encode('{"name":"x"}')).fault).toBeUndefined();
  });

  it('tells a payload that is nested too deeply, whatever its fields are', () => {
    const text = 'syntax = "proto3"; message M { M sub = 1; map<string, M> by = 2; }';
    const { files } = linkFiles([parseFile('a.proto', text)]);
    const m = new MessageCodec(new Registry(files.map((one) => SchemaFile.of(one))).type('M'));
    const warning = expect.stringMatching(/at byte \d+, messages are nested more than 100 levels/);
    for (const head of [0x0a, 0x12]) {
      const isMap = head === 0x12;
      expect(m.decode(nested(isMap ? 5 : 100, head))).toEqual({ json: expect.anything() });
      expect(m.decode(nested(3000, head))).toEqual({ json: undefined, warning });
    }
  });

  it.each([
    ['9007199254740993.0', '9007199254740993'],
    ['9007199254740993e0', '9007199254740993'],
    ['900719925474099.3e1', '9007199254740993'],
    ['1.8446744073709551615e19', undefined],
  ])('keeps the digits of %s, however it is written', (typed, digits) => {
    const text = `{"id": ${typed}}`;
    if (digits === undefined)
      expect(faultOf('sample.greeter.v1.SayHelloRequest', text)).toMatch(/^\$\.id: expected int64/);
    else expect(hello.decode(hello.encode(text)).json).toEqual({ id: digits });
  });

  it('tells a number that no type holds, and JSON that is nested too deeply', () => {
    expect(faultOf('sample.telemetry.v1.Reading', '{"value": 1e400}')).toBe(
      '$.value: expected double, got 1e400',
    );
    expect(faultOf('sample.telemetry.v1.Reading', '['.repeat(50_000))).toBe(
      'The message is nested too deeply',
    );
  });

  it('writes a float as the shortest number that is this float', () => {
    const all = codec('sample.types.v1.AllTypes');
    const text = '{"floatValue":0.1,"doubleValue":0.1}';
    expect(all.decode(all.encode(text)).json).toEqual({ floatValue: 0.1, doubleValue: 0.1 });
  });

  it('encodes fields that are named like what all objects inherit', () => {
    const text = `syntax = "proto3";
message Outer { Inner inner = 1; map<string, Inner> toString = 2; repeated Inner valueOf = 3; }
message Inner { repeated int64 constructor = 1; repeated string hasOwnProperty = 2; Inner inner = 3; }
`;
    const { files } = linkFiles([parseFile('a.proto', text)]);
    const outer = new MessageCodec(
      new Registry(files.map((file) => SchemaFile.of(file))).type('Outer'),
    );
    expect(outer.encode('{"inner": {}}').toString('hex')).toBe('0a00');
    const json = {
      inner: { inner: {} },
      toString: { __proto__x: {}, constructor: { hasOwnProperty: ['a'] } },
      valueOf: [{ constructor: ['1'], inner: {} }],
    };
    const bytes = outer.encode(JSON.stringify(json));
    expect(outer.decode(bytes)).toEqual({ json });
  });

  it('leaves out what the type does not know when asked, at any depth', () => {
    const ignoreUnknown = (type: string, text: string): unknown =>
      codec(type).decode(codec(type).encode(text, { ignoreUnknown: true })).json;
    expect(
      ignoreUnknown(
        'sample.greeter.v1.FailRequest',
        '{"details": ["NEW", "DETAIL_HELP"], "trailers": [{"name": "a", "__proto__": 1}], "more": {}}',
      ),
    ).toEqual({ details: ['DETAIL_HELP'], trailers: [{ name: 'a' }] });
    expect(
      ignoreUnknown(
        'google.rpc.Status',
        `{"details": [{"@type": "${url}sample.greeter.v1.SayHelloRequest", "name": "a", "new": 1}]}`,
      ),
    ).toEqual({ details: [{ '@type': `${url}sample.greeter.v1.SayHelloRequest`, name: 'a' }] });
  });

  it('writes defaults when asked', () => {
    expect(hello.decode(Buffer.alloc(0)).json).toEqual({});
    expect(hello.decode(Buffer.alloc(0), { emitDefaults: true }).json).toEqual({
      name: '',
      id: '0',
      ticket: '0',
    });
  });

  it('writes defaults and original names inside lists, maps, Any and extensions', () => {
    const text = `syntax = "proto2";
import "google/protobuf/any.proto";
package p;
message M {
  optional int32 foo_bar = 1;
  repeated M more_ones = 2;
  map<string, M> by_name = 3;
  optional group MyGroup = 4 { optional int32 a_b = 1; }
  optional google.protobuf.Any any_one = 5;
  optional string __proto__ = 6;
  extensions 100 to 200;
}
extend M { repeated int32 ext_one = 100; optional M ext_two = 101; }
`;
    const file = parseFile('a.proto', text);
    const { files } = linkFiles([file, parseFile(anyFile, bundledFile(anyFile) ?? '')]);
    const type = new MessageCodec(new Registry(files.map((one) => SchemaFile.of(one))).type('p.M'));
    const bytes = type.encode(
      `{"fooBar": 0, "moreOnes": [{"fooBar": 1}], "byName": {"fooBar": {"fooBar": 2}},
        "mygroup": {"aB": 3}, "anyOne": {"@type": "a/p.M", "fooBar": 4}, "Proto": "x",
        "[p.ext_two]": {"fooBar": 5}}`,
    );
    expect(JSON.stringify(type.decode(bytes, { originalNames: true }).json)).toBe(
      '{"foo_bar":0,"more_ones":[{"foo_bar":1}],"by_name":{"fooBar":{"foo_bar":2}},' +
        '"mygroup":{"a_b":3},"any_one":{"@type":"a/p.M","foo_bar":4},"__proto__":"x",' +
        '"[p.ext_two]":{"foo_bar":5}}',
    );
    const empty = { moreOnes: [], byName: {} };
    expect(type.decode(bytes, { emitDefaults: true }).json).toEqual({
      fooBar: 0,
      moreOnes: [{ fooBar: 1, ...empty }],
      byName: { fooBar: { fooBar: 2, ...empty } },
      mygroup: { aB: 3 },
      anyOne: { '@type': 'a/p.M', fooBar: 4, ...empty },
      Proto: 'x',
      '[p.ext_two]': { fooBar: 5, ...empty },
    });
  });

  it('refuses a missing required field of proto2, however deep, and shows what there is without it', () => {
    const text =
      'syntax="proto2"; message A { optional B b = 1; repeated A more = 2; map<int64, B> by = 3; } message B { required string id = 1; optional int32 n = 2; }';
    const { files } = linkFiles([parseFile('a.proto', text)]);
    const own = new Registry(files.map((one) => SchemaFile.of(one)));
    const type = new MessageCodec(own.type('A'));
    expect(() => type.encode('{"more":[{},{"b":{}}]}')).toThrow(
      '$.more[1].b.id is required and missing',
    );
    const warning = 'The payload is an incomplete A: $.more[1].b.id is required and missing';
    const bytes = Buffer.from('1200 1204 0a021007'.replaceAll(' ', ''), 'hex');
    expect(type.decode(bytes)).toEqual({ json: { more: [{}, { b: { n: 7 } }] }, warning });
    expect(type.check(bytes)).toEqual({ fault: warning, hasUnknownFields: false });
    expect(type.check(Buffer.from('1a0408051200', 'hex')).fault).toContain('$.by["5"].id is');
    // What comes in two parts is whole.
    expect(type.decode(Buffer.from('0a0210070a030a0178', 'hex'))).toEqual({
      json: { b: { id: 'x', n: 7 } },
    });
    const b = new MessageCodec(own.type('B'));
    expect(b.decode(Buffer.from('1801', 'hex'))).toEqual({
      json: {},
      warning: 'The payload is an incomplete B: $.id is required and missing',
    });
    expect(b.check(Buffer.from('1801', 'hex')).hasUnknownFields).toBe(true);
    expect(type.encode('{"b":{"id":""}}').length).toBeGreaterThan(0);
    // protobuf requires nothing of what is within an Any.
    const any = Buffer.from(
      `0a1b${Buffer.from('a/sample.types.v1.Legacy').toString('hex')}`,
      'hex',
    );
    any[1] = any.length - 2;
    const shown = { json: { '@type': 'a/sample.types.v1.Legacy' } };
    expect(codec('google.protobuf.Any').decode(any)).toEqual(shown);
  });

  it.each([
    ['{"x":1}', '$.any: this google.protobuf.Any has no "@type"'],
    ['{"@type":"nope"}', '$.any: this google.protobuf.Any has the "@type" "nope"'],
    [
      `{"@type":"${url}google.protobuf.Duration","value":"1s","extra":1}`,
      'whose JSON stands under "value" alone',
    ],
    [`{"@type":"${url}google.protobuf.Duration"}`, 'whose JSON stands under "value" alone'],
    [
      `{"@type":"${url}google.protobuf.Duration","value":"soon"}`,
      '$.any.value: expected google.protobuf.Duration',
    ],
    [`{"@type":"${url}no.Such","a":1}`, 'holds a no.Such, which no source defines'],
    [`{"@type":"${url}sample.types.v1.Legacy"}`, 'is required and missing'],
    [
      `{"@type":"${url}sample.greeter.v1.SayHelloRequest","id":"ten"}`,
      '$.any.id: expected int64, got "ten"',
    ],
  ])('tells what is wrong with the Any %s', (any, fault) => {
    expect(faultOf('sample.types.v1.AllTypes', `{"any":${any}}`)).toContain(fault);
  });

  it('keeps every digit within an Any of an Any, and takes an Empty with a value', () => {
    const all = codec('sample.types.v1.AllTypes');
    const inner = `{"@type":"${url}google.protobuf.UInt64Value","value":18446744073709551615}`;
    const nested = `{"any":{"@type":"${url}google.protobuf.Any","value":${inner}}}`;
    expect(JSON.stringify(all.decode(all.encode(nested)).json)).toContain('"18446744073709551615"');
    const empty = `{"any":{"@type":"${url}google.protobuf.Empty","value":{}}}`;
    expect(all.decode(all.encode(empty)).json).toEqual({
      any: { '@type': `${url}google.protobuf.Empty` },
    });
  });

  it('keeps an Any of an unknown type as its bytes, both ways', () => {
    const status = codec('google.rpc.Status');
    const text = '{"details":[{"@type":"type.example/none.Such","value":"CAE="}]}';
    expect(status.decode(status.encode(text)).json).toEqual(JSON.parse(text));
  });
});

/** A message in its first field, or in the value of its second, a map, so many times. */
function nested(times: number, tag: number): Buffer {
  let bytes: Buffer = Buffer.alloc(0);
  for (let depth = 0; depth < times; depth += 1) {
    const value = tag === 0x12 ? delimited(0x12, bytes) : bytes;
    bytes = delimited(tag, value);
  }
  return bytes;
}

function delimited(tag: number, bytes: Buffer): Buffer {
  const { length } = bytes;
  const size: number[] = [];
  for (let left = length; ; left >>>= 7) {
    if (left < 0x80) return Buffer.concat([Buffer.from([tag, ...size, left]), bytes]);
    size.push((left & 0x7f) | 0x80);
  }
}

function structType(): protobuf.Type {
  const { root } = protobuf.parse(
    'syntax="proto3"; import "google/protobuf/struct.proto"; message M { google.protobuf.Struct s = 1; }',
  );
  const common: unknown = protobuf.common.get('google/protobuf/struct.proto');
  root.addJSON((common as protobuf.INamespace).nested ?? {});
  return root.lookupType('google.protobuf.Struct');
}
