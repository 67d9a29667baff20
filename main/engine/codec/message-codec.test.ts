import protobuf from 'protobufjs';
import descriptor, { type IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import { Failure } from '#app/contract/result.ts';
import { loadSampleSchema } from '#samples/server/descriptor-set.ts';
import { bundledDescriptors } from '../schema/bundled/bundled-files.ts';
import { Registry } from '../schema/registry.ts';
import { MessageCodec } from './message-codec.ts';

const registry = new Registry(
  [...sampleFiles(), ...bundledDescriptors(['google/rpc/status.proto'])].filter(once()),
);
const codec = (type: string) => new MessageCodec(registry.type(type));
const hello = codec('sample.greeter.v1.SayHelloRequest');

function sampleFiles(): readonly IFileDescriptorProto[] {
  return loadSampleSchema().files.map((bytes) => {
    const file: unknown = descriptor.FileDescriptorProto.decode(bytes);
    return file as IFileDescriptorProto;
  });
}

function once(): (file: IFileDescriptorProto) => boolean {
  const seen = new Set<string>();
  return ({ name = '' }) => !seen.has(name) && seen.add(name) !== undefined;
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
      '$.name: expected string, got 12345678901234567000',
    );
  });

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
    expect(faultOf('sample.telemetry.v1.UploadSummary', '{"readingsBySensor":{"a b":-1}}')).toBe(
      '$.readingsBySensor["a b"]: expected uint64, got -1',
    );
  });

  it('tells line and column of what is not JSON', () => {
    expect(faultOf('sample.greeter.v1.SayHelloRequest', '{\n  "name": "a",\n  "id": }')).toMatch(
      /^The message is not JSON: line 3, column 9: /,
    );
  });

  it('tells a payload that is not of the type', () => {
    expect(hello.decode(Buffer.from('0affffff', 'hex'))).toEqual({
      json: undefined,
      warning: expect.stringContaining('does not decode as sample.greeter.v1.SayHelloRequest'),
    });
    expect(hello.fault(Buffer.from('0affffff', 'hex'))).toBeDefined();
    expect(hello.fault(hello.encode('{"name":"x"}'))).toBeUndefined();
  });

  it('writes defaults when asked', () => {
    expect(hello.decode(Buffer.alloc(0)).json).toEqual({});
    expect(hello.decode(Buffer.alloc(0), { emitDefaults: true }).json).toEqual({
      name: '',
      id: '0',
      ticket: '0',
    });
  });

  it('refuses a missing required field of proto2, however deep', () => {
    const { root } = protobuf.parse(
      'syntax="proto2"; message A { optional B b = 1; repeated A more = 2; } message B { required string id = 1; }',
      { keepCase: true },
    );
    const type = new MessageCodec(root.lookupType('A'));
    expect(() => type.encode('{"more":[{},{"b":{}}]}')).toThrow(
      '$.more[1].b.id is required and missing',
    );
    expect(type.encode('{"b":{"id":""}}').length).toBeGreaterThan(0);
  });

  it('keeps an Any of an unknown type as its bytes, both ways', () => {
    const status = codec('google.rpc.Status');
    const text = '{"details":[{"@type":"type.example/none.Such","value":"CAE="}]}';
    expect(status.decode(status.encode(text)).json).toEqual(JSON.parse(text));
  });
});

function structType(): protobuf.Type {
  const { root } = protobuf.parse(
    'syntax="proto3"; import "google/protobuf/struct.proto"; message M { google.protobuf.Struct s = 1; }',
  );
  const common: unknown = protobuf.common.get('google/protobuf/struct.proto');
  root.addJSON((common as protobuf.INamespace).nested ?? {});
  return root.lookupType('google.protobuf.Struct');
}
