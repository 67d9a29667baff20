import protobuf from 'protobufjs';
import descriptor, { type IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import { diagnosticText } from '#app/contract/schema.ts';
import { descriptorBytes } from '#engine/testing/descriptor-bytes.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { type Answer, startReflectionServer } from '#engine/testing/reflection-server.ts';
import { reflection } from '#engine/testing/sources.ts';
import { decodeFile } from '../file-bytes.ts';
import type { Schema } from '../schema.ts';

const encode = (file: IFileDescriptorProto): Uint8Array =>
  descriptor.FileDescriptorProto.encode(file).finish();

const renamed = (bytes: Uint8Array | undefined, name: string): Uint8Array =>
  encode({ ...decodeFile(bytes ?? new Uint8Array()), name });

async function read(
  script: Partial<Parameters<typeof startReflectionServer>[0]>,
): Promise<{ readonly schema: Schema; readonly told: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = await startReflectionServer({
    services: ['s.S'],
    bySymbol: () => undefined,
    byName: () => undefined,
    ...script,
    manner: (turn) => {
      asked.push(turn.asked);
      turn.call.write(turn.answer);
    },
  });
  const engine = quietEngine();
  try {
    const schema = await engine.schema({
      target: { address: server.address },
      sources: reflection,
    });
    return { schema, told: schema.summary.diagnostics.map(diagnosticText).join('\n'), asked };
  } finally {
    await engine.close();
    server.close();
  }
}

const pair = descriptorBytes({
  'x/types.proto': 'syntax = "proto3"; package t; message T { string name = 1; } enum E { Z = 0; }',
  'main.proto': `syntax = "proto3"; package s; import "x/types.proto";
    message M { t.T t = 1; t.E e = 2; } service S { rpc Do(M) returns (t.T); }`,
});
const only = (bytes: Uint8Array | undefined): Answer => bytes && [bytes];

describe('files of a server that are not as they should be', () => {
  it('import each other in a circle', async () => {
    const circle = descriptorBytes({
      'a.proto': 'syntax = "proto3"; package s; message A { int32 a = 1; } message C {}',
      'b.proto': `syntax = "proto3"; package s; import "a.proto"; message B { A a = 1; }
        service S { rpc Do(B) returns (A); }`,
    });
    const a = decodeFile(circle.get('a.proto') ?? new Uint8Array());
    const { schema, told } = await read({
      bySymbol: () => only(circle.get('b.proto')),
      byName: () => [encode({ ...a, dependency: ['b.proto'] })],
    });
    expect(told).toBe(
      "The server's reflection gives files that cannot be: these files import each other in a circle: b.proto → a.proto → b.proto",
    );
    expect(schema.codec('s.B').encode('{"a": {"a": 1}}').toString('hex')).toBe('0a020801');
  });

  it('have fields that cannot be', async () => {
    const field = (name: string, number: number, type: number) => ({
      name,
      number,
      type,
      label: 1,
    });
    const file = encode({
      name: 'odd.proto',
      package: 's',
      syntax: 'proto3',
      messageType: [
        {
          name: 'M',
          field: [
            field('fine', 1, 5),
            field('none', 0, 99),
            field('high', 536870912, 5),
            field('twin', 1, 5),
            field('odd', 2, 99),
          ],
        },
      ],
      service: [{ name: 'S', method: [{ name: 'Do', inputType: '.s.M', outputType: '.s.M' }] }],
    });
    const { schema, told } = await read({ bySymbol: () => [file] });
    expect(told.split('\n')).toEqual(
      [
        's.M.none the number 0, which no field can have',
        's.M.none a type that there is not',
        's.M.high the number 536870912, which no field can have',
        's.M.twin the number 1, which s.M.fine has too',
        's.M.odd a type that there is not',
      ].map((fault) => `The server's reflection gives ${fault}`),
    );
    expect(schema.summary.services).toMatchObject([{ name: 's.S', methods: [{ name: 'Do' }] }]);
  });

  it('have another name than the one they are imported by', async () => {
    const { schema, told } = await read({
      bySymbol: (symbol) =>
        only(
          symbol.startsWith('t.')
            ? renamed(pair.get('x/types.proto'), 'types.proto')
            : pair.get('main.proto'),
        ),
    });
    expect(told).toBe(
      "The server's main.proto imports x/types.proto, which its reflection gives as types.proto",
    );
    expect(schema.codec('s.M').encode('{"t": {"name": "a"}, "e": "Z"}').toString('hex')).toBe(
      '0a030a0161',
    );
    expect(schema.describeFile('s.S')).toContain('import "types.proto";');
    expect(schema.compile({ sourceInfo: false }).length).toBeGreaterThan(100);
  });

  it('come under two names, one of which is imported', async () => {
    const { schema, told } = await read({
      bySymbol: () => [
        renamed(pair.get('x/types.proto'), 'types.proto'),
        pair.get('x/types.proto') ?? new Uint8Array(),
        pair.get('main.proto') ?? new Uint8Array(),
      ],
    });
    expect(told).toBe('');
    expect(schema.describeFile('s.S')).toContain('import "types.proto";');
    expect(schema.compile({ sourceInfo: false }).length).toBeGreaterThan(100);
  });

  it('define some of what another one defines, otherwise, and more', async () => {
    const { 'other.proto': other } = Object.fromEntries(
      descriptorBytes({
        'other.proto':
          'syntax = "proto3"; package t; message T { int32 id = 1; } message Only { T t = 1; }',
      }),
    );
    const { schema, told } = await read({
      bySymbol: () => [...pair.values(), other ?? new Uint8Array()],
    });
    expect(told).toContain('defines t.T in x/types.proto and otherwise in other.proto');
    expect(schema.codec('t.Only').encode('{"t": {"name": "a"}}').toString('hex')).toBe(
      '0a030a0161',
    );
    expect(schema.compile({ sourceInfo: false }).length).toBeGreaterThan(100);
  });

  it('differ under one name', async () => {
    const { told } = await read({
      bySymbol: () => [
        ...pair.values(),
        encode({ name: 'main.proto', package: 's', messageType: [{ name: 'Other' }] }),
      ],
    });
    expect(told).toBe(
      "The server's reflection gives different files as main.proto; the first is used",
    );
  });

  it('are placeholders, as grpc-go gives them', async () => {
    const { schema, told } = await read({
      bySymbol: (symbol) => (symbol === 's.S' ? only(pair.get('main.proto')) : undefined),
      byName: (name) => [encode({ name, syntax: '<unknown:0>' })],
    });
    expect(told).toContain('uses t.T, which no source defines');
    expect(told).toContain('cannot give x/types.proto');
    expect(schema.summary.services[0]?.methods).toHaveLength(1);
  });

  it('have no standard types, and imports of them in the wrong case', async () => {
    const bytes = descriptorBytes({
      'main.proto': `syntax = "proto3"; package s; import "google/protobuf/empty.proto";
        service S { rpc Do(google.protobuf.Empty) returns (google.protobuf.Empty); }`,
    }).get('main.proto');
    const file = decodeFile(bytes ?? new Uint8Array());
    const { schema, told } = await read({
      bySymbol: (symbol) =>
        symbol === 's.S'
          ? [encode({ ...file, dependency: ['google/protobuf/Empty.proto'] })]
          : undefined,
    });
    expect(told).toContain('cannot give google/protobuf/Empty.proto: not found');
    expect(schema.codec('google.protobuf.Empty').encode('{}')).toHaveLength(0);
  });

  it('are made with protobufjs: relative names and no imports', async () => {
    const root = protobuf.parse(
      `syntax = "proto3"; package s.v1;
       message M { enum E { Z = 0; } message N { E e = 1; s.common.C c = 2; } repeated N n = 1; map<string, N> m = 2; }
       service S { rpc Do(M) returns (M.N); }`,
      new protobuf.Root(),
    ).root;
    protobuf.parse('syntax = "proto3"; package s.common; message C { int32 id = 1; }', root);
    root.resolveAll();
    const { file } = (
      root as unknown as { toDescriptor(edition: string): { file: IFileDescriptorProto[] } }
    ).toDescriptor('proto3');
    const bytes = file.map((one) => [one.package, encode(one)] as const);
    const asks = new Set<string>();
    const { schema, told } = await read({
      services: ['s.v1.S'],
      bySymbol: (symbol) => {
        asks.add(symbol);
        const found = bytes.find(([scope]) => scope && symbol.startsWith(`${scope}.`));
        return found && [found[1]];
      },
    });
    expect(told).toBe('');
    expect(file.flatMap(({ dependency }) => dependency ?? [])).toEqual([]);
    expect(asks).toContain('s.common.C');
    expect(
      schema.codec('s.v1.M').encode('{"n": [{"e": "Z", "c": {"id": 7}}], "m": {"a": {}}}').length,
    ).toBeGreaterThan(8);
    expect(schema.compile({ sourceInfo: false }).length).toBeGreaterThan(100);
  });

  it('lack those of standard services, which come with Duplex', async () => {
    const { schema, told } = await read({
      services: ['grpc.health.v1.Health', 'grpc.reflection.v1.ServerReflection', 's.S'],
      bySymbol: (symbol) => (symbol === 's.S' ? [...pair.values()] : undefined),
    });
    expect(told).toBe('');
    expect(schema.summary.services.map(({ name, methods }) => [name, methods.length])).toEqual([
      ['grpc.health.v1.Health', 3],
      ['grpc.reflection.v1.ServerReflection', 1],
      ['s.S', 1],
    ]);
  });
});

const extended = descriptorBytes({
  'base.proto': `syntax = "proto2"; package s;
    message Base { extensions 100 to max; } service S { rpc Do(Base) returns (Base); }`,
  'more.proto': `syntax = "proto2"; package s; import "base.proto"; import "deep.proto";
    extend Base { optional Deep deep = 100; }`,
  'deep.proto': 'syntax = "proto2"; package s; message Deep { extensions 1 to 10; }',
  'deeper.proto': `syntax = "proto2"; package s; import "deep.proto";
    extend Deep { optional int32 depth = 3; }`,
});
const homes = new Map([
  ['s.Base:100', 'more.proto'],
  ['s.Deep:3', 'deeper.proto'],
]);
const baseOnly = {
  bySymbol: () => only(extended.get('base.proto')),
  byName: (name: string) => only(extended.get(name)),
  byExtension: (type: string, number: number) =>
    only(extended.get(homes.get(`${type}:${number}`) ?? '')),
};

describe('extensions of a server', () => {
  it('are asked for wherever a message can be extended', async () => {
    const { schema, told } = await read({
      ...baseOnly,
      extensions: (type) => (type === 's.Base' ? [100] : [3]),
    });
    expect(told).toBe('');
    const json = '{"[s.deep]":{"[s.depth]":5}}';
    const codec = schema.codec('s.Base');
    expect(JSON.stringify(codec.decode(codec.encode(json)).json)).toBe(json);
  });

  it('are bounded, and no server has to know about them', async () => {
    const unknown = await read(baseOnly);
    expect(unknown.told).toBe('');
    const { told, asked } = await read({
      ...baseOnly,
      extensions: () => Array.from({ length: 9000 }, (_, index) => 200 + index),
    });
    expect(told).toBe('');
    expect(asked.filter((name) => name.startsWith('s.Base:'))).toHaveLength(2000);
  });

  it('that are custom options are asked for by their numbers', async () => {
    const options = descriptorBytes({
      'own.proto': `syntax = "proto3"; package o; import "google/protobuf/descriptor.proto";
        message Owner { string name = 1; }
        extend google.protobuf.MethodOptions { Owner owner = 50001; }
        extend google.protobuf.FieldOptions { bool secret = 50002; }`,
      'main.proto': `syntax = "proto3"; package s; import "own.proto";
        message M { string key = 1 [(o.secret) = true]; }
        service S { rpc Do(M) returns (M) { option (o.owner).name = "Ada"; } }`,
    });
    const { schema, asked } = await read({
      bySymbol: (symbol) => {
        const file = decodeFile(options.get('main.proto') ?? new Uint8Array());
        return symbol === 's.S' ? [encode({ ...file, dependency: [] })] : undefined;
      },
      byExtension: () => only(options.get('own.proto')),
    });
    expect(asked.filter((name) => name.includes(':')).sort()).toEqual([
      'google.protobuf.FieldOptions:50002',
      'google.protobuf.MethodOptions:50001',
    ]);
    expect(schema.describe('s.S')).toMatch(/option \(o\.owner\) = \{\s+name: "Ada"/);
    expect(schema.describe('s.M.key')).toContain('(o.secret) = true');
  });
});
