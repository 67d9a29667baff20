import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type ServerDuplexStream, type sendUnaryData, status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { descriptorBytes } from '#engine/testing/descriptor-bytes.ts';
import { startReflectionServer, type Turn } from '#engine/testing/reflection-server.ts';
import { duplexIn } from './run-duplex.ts';

const duplex = duplexIn(process.cwd());
const files = descriptorBytes({
  'm.proto': 'syntax = "proto3"; package s; message M {} service S { rpc Do(M) returns (M); }',
});
const script = {
  services: ['s.Gone', 's.S'],
  bySymbol: (symbol: string) => (symbol === 's.S' ? [...files.values()] : undefined),
  byName: () => undefined,
};

it('-H goes with reflection too, and its absence is told with the status', async () => {
  const manner = ({ call, answer }: Turn): void => {
    if (call.metadata.get('authorization')[0] === 'Bearer abc') call.write(answer);
    else call.emit('error', { code: status.UNAUTHENTICATED, details: 'no token' });
  };
  const server = await startReflectionServer({ ...script, services: ['s.S'], manner });
  const without = await duplex(['list', server.address]);
  expect(without).toMatchObject({ exit: 64 + status.UNAUTHENTICATED, out: '' });
  expect(without.err).toMatch(/UNAUTHENTICATED 16: no token\n {2}If it wants metadata/);
  const given = await duplex(['list', server.address, '-H', 'authorization: Bearer abc']);
  expect(given).toMatchObject({ exit: 0, out: 's.S\n', err: '' });
  const described = await duplex([
    'describe',
    server.address,
    's.S',
    '-H',
    'authorization: Bearer abc',
  ]);
  expect(described).toMatchObject({ exit: 0, err: '' });
  server.close();
});

it('a server that says nothing is waited for until the deadline', async () => {
  const server = await startReflectionServer({ ...script, manner: () => {} });
  for (const asked of [['list'], ['describe', 's.S']]) {
    const [command = '', ...symbol] = asked;
    const given = await duplex([command, server.address, ...symbol, '--deadline', '300ms']);
    expect(given).toMatchObject({ exit: 64 + status.DEADLINE_EXCEEDED, out: '' });
    expect(given.err).toBe(
      'duplex: The deadline of 300 ms passed before the server gave its schema\n  Its reflection may be slow, or stuck: give it more time (--deadline), or give the .proto files: --proto\n',
    );
  }
  server.close();
});

it('a server that is waited for until it is ready is told to be none, when the deadline has passed', async () => {
  const waiting = ['--wait-for-ready', '--deadline', '300ms'];
  const given = await duplex(['call', '127.0.0.1:1', 's.S/Do', ...waiting]);
  expect(given).toMatchObject({ exit: 3, out: '' });
  expect(given.err).toContain(
    'passed before the server gave its schema. Nothing listens at 127.0.0.1:1: the connection was refused',
  );
});

it('a call that waits for its server without a deadline says what it waits for', async () => {
  let interrupt = (): void => {};
  const waiting = duplex(
    ['call', '127.0.0.1:1', 's.S/Do', '--wait-for-ready'],
    undefined,
    (stop) => {
      interrupt = stop;
    },
  );
  setTimeout(() => interrupt(), 3500);
  const { exit, err } = await waiting;
  expect(err).toMatch(
    /^Waiting, as --wait-for-ready asks: Nothing listens at 127\.0\.0\.1:1: the connection was refused\nCANCELLED/,
  );
  expect(exit).toBe(65);
});

it.each([['list'], ['describe', 's.S'], ['compile', '-o', '-'], ['health']])(
  'Ctrl+C ends a command that waits for a server, with a line: %s',
  async (command, ...more) => {
    let interrupt = (): void => {};
    const asked = () => setImmediate(() => interrupt());
    const server = await startReflectionServer({
      ...script,
      manner: asked,
      methods: { '/grpc.health.v1.Health/Check': asked },
    });
    const given = await duplex(
      [command, server.address, ...more],
      Readable.from([]),
      (listener) => {
        interrupt = listener;
      },
    );
    expect(given).toMatchObject({ exit: 64 + status.CANCELLED, out: '', err: 'Cancelled\n' });
    server.close();
  },
);

it('what a server lists and cannot describe is told and left out, and hides nothing', async () => {
  const server = await startReflectionServer(script);
  const listed = await duplex(['list', server.address]);
  expect(listed).toMatchObject({ exit: 2, out: 's.S\n' });
  expect(listed.err).toContain("warning: The server's reflection cannot give s.Gone: not found");
  expect(listed.err).toContain('Left out: 1 service without definition');
  const methods = await duplex(['list', server.address, 's.S']);
  expect(methods).toMatchObject({ exit: 0, out: 's.S/Do\n' });
  const compiled = await duplex(['compile', server.address, '-o', '-']);
  expect(compiled).toMatchObject({ exit: 2, out: '' });
  expect(compiled.err).toContain('The schema is not whole');
  server.close();
});

it('files that cannot be are told, and nothing is written of them', async () => {
  const self = descriptorBytes({
    'self.proto': `syntax = "proto3"; package s; message M {}
      service S { rpc Do(M) returns (M); }`,
  });
  // It imports itself: field 3 of a file.
  const bytes = Buffer.concat([
    self.get('self.proto') ?? Buffer.of(),
    Buffer.from('\x1a\x0aself.proto'),
  ]);
  const server = await startReflectionServer({
    services: ['s.S'],
    bySymbol: () => [bytes],
    byName: () => undefined,
  });
  const circle = 'import each other in a circle: self.proto → self.proto';
  const listed = await duplex(['list', server.address]);
  expect(listed).toMatchObject({ exit: 2, out: 's.S\n', err: expect.stringContaining(circle) });
  const described = await duplex(['describe', server.address, 's.M']);
  expect(described).toMatchObject({ exit: 0, out: 'message M {}\n' });
  const compiled = await duplex(['compile', server.address, '-o', '-']);
  expect(compiled).toMatchObject({ exit: 2, out: '' });
  server.close();
});

it('what a file gives is not missed where the server does not give it', async () => {
  const all = descriptorBytes({
    'base.proto': 'syntax = "proto3"; package s; message Base { string a = 1; }',
    'user.proto': `syntax = "proto3"; package s; import "base.proto";
      service S { rpc Do(Base) returns (Base); }`,
  });
  const user = all.get('user.proto');
  const server = await startReflectionServer({
    services: ['s.S'],
    bySymbol: (symbol) => (symbol === 's.S' && user ? [user] : undefined),
    byName: () => undefined,
  });
  const folder = mkdtempSync(join(tmpdir(), 'duplex-cli-'));
  writeFileSync(
    join(folder, 'base.proto'),
    'syntax = "proto3"; package s; message Base { string a = 1; }',
  );
  const files = ['--proto', join(folder, 'base.proto'), '-I', folder, '--reflect'];
  const listed = await duplex(['list', server.address, ...files]);
  expect(listed).toMatchObject({ exit: 0, out: 's.S\n', err: '' });
  const compiled = await duplex(['compile', server.address, ...files, '-o', '-']);
  expect(compiled).toMatchObject({ exit: 0, err: '' });
  const alone = await duplex(['list', server.address]);
  expect(alone.err).toContain("The server's reflection cannot give base.proto: not found");
  rmSync(folder, { recursive: true });
  server.close();
});

it('a type that only an Any holds is asked for before the message is printed', async () => {
  const any = descriptorBytes({
    'any.proto': `syntax = "proto3"; package s; import "google/protobuf/any.proto";
      service S { rpc Get(google.protobuf.Any) returns (google.protobuf.Any); }`,
    'hidden.proto': 'syntax = "proto3"; package h; message Hidden { string name = 1; }',
  });
  const one = (name: string) => {
    const bytes = any.get(name);
    return bytes && [bytes];
  };
  const server = await startReflectionServer({
    services: ['s.S'],
    bySymbol: (symbol) => one(symbol === 'h.Hidden' ? 'hidden.proto' : 'any.proto'),
    byName: one,
    methods: {
      '/s.S/Get': (_: unknown, reply: sendUnaryData<Buffer>) =>
        reply(null, Buffer.from('\n\x0ax/h.Hidden\x12\x05\n\x03Ada')),
    },
  });
  const json = '{"@type":"x/h.Hidden","name":"Ada"}';
  const called = await duplex(['call', server.address, 's.S/Get']);
  expect(called).toMatchObject({ exit: 0, err: '', out: `${json}\n` });
  const timeline = await duplex(['call', server.address, 's.S/Get', '--timeline']);
  expect(timeline.out).toContain(`"message":${json}`);
  expect(timeline.lines.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual(
    timeline.lines.map((_, index) => index),
  );
  server.close();
});

it('an answer that is nested too deeply is told, and the call goes on to its end', async () => {
  let deep = Buffer.alloc(0);
  for (let depth = 0; depth < 5000; depth += 1) {
    const { length } = deep;
    deep = Buffer.concat([
      Buffer.from([0x0a, (length & 0x7f) | 0x80, (length >> 7) | 0x80, length >> 14]),
      deep,
    ]);
  }
  const own = descriptorBytes({
    'd.proto':
      'syntax = "proto3"; package s; message D { D sub = 1; } service S { rpc Get(D) returns (D); }',
  });
  const server = await startReflectionServer({
    ...script,
    services: ['s.S'],
    bySymbol: () => [...own.values()],
    methods: { '/s.S/Get': (_: unknown, reply: sendUnaryData<Buffer>) => reply(null, deep) },
  });
  const called = await duplex(['call', server.address, 's.S/Get', '--timeline']);
  const told = called.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(called).toMatchObject({ exit: 0, err: '' });
  expect(told.find(({ type }) => type === 'received')).toMatchObject({
    message: null,
    raw: deep.toString('base64'),
  });
  expect(told.find(({ type }) => type === 'warning')?.['text']).toContain('more than 100 levels');
  expect(told.at(-1)).toMatchObject({ type: 'end', code: 0 });
  const plain = await duplex(['call', server.address, 's.S/Get']);
  expect(plain).toMatchObject({ exit: 0, out: '' });
  expect(plain.err).toContain('more than 100 levels');
  server.close();
});

it('a type that only the server knows can be sent in an Any, at once and in a stream', async () => {
  const any = descriptorBytes({
    'any.proto': `syntax = "proto3"; package s; import "google/protobuf/any.proto";
      service S { rpc Talk(stream google.protobuf.Any) returns (stream google.protobuf.Any); }`,
    'hidden.proto': 'syntax = "proto3"; package h; message Hidden { string name = 1; }',
  });
  const one = (name: string) => {
    const bytes = any.get(name);
    return bytes && [bytes];
  };
  const server = await startReflectionServer({
    services: ['s.S'],
    bySymbol: (symbol) => one({ 'h.Hidden': 'hidden.proto', 's.S': 'any.proto' }[symbol] ?? ''),
    byName: one,
    talks: {
      '/s.S/Talk': (call: ServerDuplexStream<Buffer, Buffer>) => {
        call.on('data', (message: Buffer) => call.write(message));
        call.on('end', () => call.end());
        call.on('error', () => {});
      },
    },
  });
  const hidden = '{"@type":"x/h.Hidden","name":"a"}';
  const unknown = '{"@type":"x/h.Nowhere","name":"a"}';
  const talk = (data: string, input?: string) =>
    duplex(['call', server.address, 's.S/Talk', '-d', data], Readable.from([input ?? '']));
  expect(await talk(hidden)).toMatchObject({ exit: 0, out: `${hidden}\n`, err: '' });
  expect(await talk('-', hidden)).toMatchObject({ exit: 0, out: `${hidden}\n`, err: '' });
  const failed = await talk('-', `${hidden} ${unknown} {} {}`);
  expect(failed.exit).toBe(2);
  expect(failed.err).toContain('Message 2: $: this google.protobuf.Any holds a h.Nowhere');
  server.close();
});

it('call asks for the service of its method alone, and for all when that is not there', async () => {
  const both = descriptorBytes({
    'a.proto': 'syntax = "proto3"; package a; message M {} service A { rpc Do(M) returns (M); }',
    'b.proto': 'syntax = "proto3"; package b; message M {} service B { rpc Do(M) returns (M); }',
  });
  const asked: string[] = [];
  const server = await startReflectionServer({
    services: ['a.A', 'b.B'],
    bySymbol: (symbol) => {
      asked.push(symbol);
      const bytes = both.get(`${symbol.slice(0, 1)}.proto`);
      return bytes && [bytes];
    },
    byName: () => undefined,
    methods: { '/a.A/Do': (_: unknown, reply: sendUnaryData<Buffer>) => reply(null, Buffer.of()) },
  });
  expect(await duplex(['call', server.address, 'a.A/Do'])).toMatchObject({ exit: 0, out: '{}\n' });
  expect(asked).toEqual(['a.A']);
  const missing = await duplex(['call', server.address, 'a.a.Do']);
  expect(missing.err).toContain('The schema has no service a.a\n  Did you mean a.A?');
  expect(asked).toEqual(['a.A', 'a.a', 'a.A', 'b.B']);
  server.close();
});

describe('a symbol that a server does not list', () => {
  const known = descriptorBytes({
    's.proto': `syntax = "proto3"; package s; import "m.proto";
      service S { rpc Do(M) returns (M); }`,
    'm.proto': 'syntax = "proto3"; package s; message M { int32 a = 1; }',
    'more.proto': 'syntax = "proto3"; package s; import "m.proto"; message More { M m = 1; }',
  });
  const one = (name: string) => {
    const bytes = known.get(name);
    return bytes && [bytes];
  };
  const knowing = {
    bySymbol: (symbol: string) =>
      one({ 's.S': 's.proto', 's.M': 'm.proto', 's.More': 'more.proto' }[symbol] ?? ''),
    byName: one,
    methods: { '/s.S/Do': (_: unknown, reply: sendUnaryData<Buffer>) => reply(null, Buffer.of()) },
  };

  it.each([
    ['lists others', [] as string[]],
    ['lists nothing', undefined],
  ])('is asked for by its name, where it %s', async (_, services) => {
    const server = await startReflectionServer({ ...knowing, services });
    const on = server.address;
    const described = await duplex(['describe', on, 's.More']);
    expect(described).toMatchObject({ exit: 0, out: 'message More {\n  s.M m = 1;\n}\n' });
    const field = await duplex(['describe', on, 's.More.m']);
    expect(field).toMatchObject({ exit: 0, out: 's.M m = 1;\n' });
    expect(await duplex(['list', on, 's.S'])).toMatchObject({ exit: 0, out: 's.S/Do\n' });
    expect(await duplex(['call', on, 's.S/Do'])).toMatchObject({ exit: 0, out: '{}\n' });
    server.close();
  });

  it('and does not have is no fault of its reflection', async () => {
    const server = await startReflectionServer({ ...knowing, services: ['s.S'] });
    const mistyped = [
      ['describe', 's.None', 'The schema has no symbol s.None'],
      ['list', 's.None', 'The schema has no service s.None'],
      ['call', 's.None/Do', 'The schema has no service s.None'],
    ] as const;
    for (const [command, name, sentence] of mistyped) {
      const { exit, err } = await duplex([command, server.address, name]);
      expect(exit).toBe(2);
      expect(err).toMatch(new RegExp(`^duplex: ${sentence}\n`));
    }
    server.close();
  });

  it('and cannot give is told with what it says', async () => {
    const manner = ({ call, asked, answer }: Turn): void => {
      if (asked !== 's.None') call.write(answer);
      else call.emit('error', { code: status.INTERNAL, details: 'its index is broken' });
    };
    const server = await startReflectionServer({ ...knowing, services: ['s.S'], manner });
    const described = await duplex(['describe', server.address, 's.None']);
    expect(described).toMatchObject({ exit: 2, out: '' });
    expect(described.err).toContain("The server's reflection cannot give s.None: ");
    expect(described.err).toContain('its index is broken');
    expect(described.err).toContain('The schema has no symbol s.None');
    server.close();
  });

  it.each([['list'], ['describe', 's.None'], ['call', 's.None/Do']])(
    'keeps why it lists none: %s',
    async (command, ...symbol) => {
      const server = await startReflectionServer({
        ...knowing,
        services: undefined,
        versions: ['v1', 'v1alpha'],
      });
      const told = await duplex([command, server.address, ...symbol]);
      expect(told).toMatchObject({ exit: 2, out: '' });
      const reason = `${server.address} does not list its services: `;
      expect(told.err).toContain(`${reason}it is off`);
      const { out } = await duplex(['doctor', server.address]);
      expect(out).toContain(`${reason}UNIMPLEMENTED 12: it is off`);
      server.close();
    },
  );
});

it('what a server says cannot command the terminal', async () => {
  const withComments = true;
  const own = descriptorBytes(
    {
      'e.proto': `syntax = "proto3"; package s; message E {}
      // red \u001b[31m
      service S { rpc Get(E) returns (E); }`,
    },
    withComments,
  );
  const server = await startReflectionServer({
    ...script,
    services: ['s.S', '\n\u001b[31mevil'],
    bySymbol: (symbol) => (symbol === 's.S' ? [...own.values()] : undefined),
    methods: {
      '/s.S/Get': (_: unknown, reply: sendUnaryData<Buffer>) =>
        reply({ code: status.ABORTED, details: 'no\n\u001b[31mmore' }),
    },
  });
  const listed = await duplex(['list', server.address]);
  expect(listed.lines).toEqual(['s.S']);
  expect(listed.err).toContain('cannot give \\n\\u001b[31mevil: not found');
  const described = await duplex(['describe', server.address, 's.S']);
  expect(described.out).toContain('// red \\u001b[31m\n');
  const called = await duplex(['call', server.address, 's.S/Get']);
  expect(called.err).toContain('ABORTED 10: no\\n\\u001b[31mmore\n');
  const unknown = await duplex(['describe', server.address, 's.\u001b[31m']);
  expect(unknown.exit).toBe(2);
  for (const { out, err } of [listed, described, called, unknown])
    expect(out + err).not.toContain('\u001b');
  server.close();
});
