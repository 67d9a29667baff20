import { status } from '@grpc/grpc-js';
import descriptor from 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import { diagnosticText } from '#app/contract/schema.ts';
import { windowFace } from '#app/core/face.ts';
import { ChannelPool } from '#engine/channels/pool.ts';
import { descriptorBytes } from '#engine/testing/descriptor-bytes.ts';
import { startReflectionServer, type Turn } from '#engine/testing/reflection-server.ts';
import type { LoadedSource } from '../source.ts';
import type { ConversationLimits } from './conversation.ts';
import { createReflectionSource } from './reflection-source.ts';

const services = ['s.A', 's.B', 's.C', 's.D'];
const files = descriptorBytes(
  Object.fromEntries(
    ['A', 'B', 'C', 'D'].map((name) => [
      `${name}.proto`,
      `syntax = "proto3"; package s; message M${name} {} service ${name} { rpc Do(M${name}) returns (M${name}); }`,
    ]),
  ),
);
const answer = (name: string) => {
  const bytes = files.get(name);
  return bytes && [bytes];
};
const script = {
  services,
  bySymbol: (symbol: string) => answer(`${symbol.slice(2)}.proto`),
  byName: answer,
};

interface Read extends LoadedSource {
  readonly names: readonly string[];
  readonly told: string;
  readonly streams: number;
  readonly versions: readonly string[];
}

async function read(
  changed: Partial<Parameters<typeof startReflectionServer>[0]>,
  limits: Partial<ConversationLimits> = {},
  onPool: (pool: ChannelPool) => void = () => {},
  signal = new AbortController().signal,
): Promise<Read> {
  const server = await startReflectionServer({ ...script, ...changed });
  const pool = new ChannelPool(
    () => {},
    () => ({
      transport: { maxReceiveBytes: 1_000_000 },
      proxy: { mode: 'none', url: '', noProxy: '' },
    }),
    windowFace,
  );
  onPool(pool);
  try {
    const source = createReflectionSource(
      () => pool.get({ address: server.address }).open(),
      [['x-key', 'secret']],
      {
        answerMs: 10_000,
        totalMs: 60_000,
        mostBytes: 1_000_000,
        mostMessage: 1_000_000,
        ...limits,
      },
    );
    const loaded = await source.load(signal);
    return {
      ...loaded,
      names: loaded.files.map(({ name }) => name ?? '').sort(),
      told: loaded.diagnostics.map(diagnosticText).join('\n'),
      streams: server.streams.length,
      versions: server.streams.map(({ version }) => version),
    };
  } finally {
    pool.close();
    server.close();
  }
}

const end = ({ call }: Turn, code: number, details = ''): void => {
  call.emit('error', { code, details });
};
const all = ['A.proto', 'B.proto', 'C.proto', 'D.proto'];

describe('a reflection stream that breaks', () => {
  it('is opened again after an error half-way, and every stream has the metadata', async () => {
    let opened = 0;
    const keys: unknown[] = [];
    const found = await read({
      manner: (turn) => {
        if (turn.number === 1) keys.push(...turn.call.metadata.get('x-key'));
        if (turn.number === 1) opened += 1;
        if (opened === 1 && turn.number === 3) end(turn, status.INTERNAL, 'lost my mind');
        else turn.call.write(turn.answer);
      },
    });
    expect(found).toMatchObject({ names: all, told: '', streams: 2 });
    expect(keys).toEqual(['secret', 'secret']);
  });

  it('may give one answer for each stream', async () => {
    const found = await read({
      manner: ({ call, number, answer: bytes }) => {
        if (number > 1) return;
        call.write(bytes);
        call.end();
      },
    });
    expect(found).toMatchObject({ names: all, told: '', streams: 5 });
  });

  it('may end over each question that has no answer, and what is missing is told', async () => {
    const found = await read({
      services: ['s.X', ...services, 's.Y'],
      manner: (turn) => {
        if (turn.isError) end(turn, status.NOT_FOUND, `symbol '${turn.asked}' not found`);
        else turn.call.write(turn.answer);
      },
    });
    expect(found.names).toEqual(all);
    expect(found.told).toContain("cannot give s.X: symbol 's.X' not found");
    expect(found.told).toContain("cannot give s.Y: symbol 's.Y' not found");
  });

  it('that ends over everything is given up, and what came is kept', async () => {
    const many = Array.from({ length: 500 }, (_, index) => `s.X${index}`);
    const found = await read({
      services: ['s.A', ...many],
      manner: (turn) => {
        if (turn.isError) end(turn, status.NOT_FOUND, 'no');
        else turn.call.write(turn.answer);
      },
    });
    expect(found.names).toEqual(['A.proto']);
    expect(found.told).toContain('and 490 more: no');
    expect(found.told).toContain('was not asked to the end');
    expect(found.streams).toBeLessThan(50);
  });

  it('is over when its channel is closed between two streams', async () => {
    let close = (): void => {};
    const found = await read(
      {
        manner: ({ call, answer: bytes }) => {
          close();
          call.write(bytes);
          call.end();
        },
      },
      {},
      (pool) => {
        close = () => pool.close();
      },
    );
    expect(found).toMatchObject({ names: [], streams: 1 });
    expect(found.told).toContain('has been shut down');
  });

  it('may answer in any order, and need not say what it answers', async () => {
    for (const leavesOriginalOut of [false, true]) {
      const late: Buffer[] = [];
      const found = await read({
        leavesOriginalOut,
        manner: ({ call, answer: bytes, asked }) => {
          if (asked === '*') call.write(bytes);
          else late.push(bytes);
          if (late.length === 4) for (const one of late.splice(0).reverse()) call.write(one);
        },
      });
      expect(found).toMatchObject({ names: all, told: '', streams: 1 });
    }
  });

  it('may hold bytes that are no answer', async () => {
    const found = await read({
      manner: ({ call, answer: bytes, asked }) =>
        call.write(asked === 's.B' ? Buffer.from('22ffffff', 'hex') : bytes),
    });
    expect(found.names).toEqual(['A.proto', 'C.proto', 'D.proto']);
    expect(found.told).toContain('cannot give s.B: an answer that cannot be decoded');
  });

  it('may leave a question without an answer', async () => {
    const found = await read(
      {
        manner: ({ call, answer: bytes, asked }) => {
          if (asked !== 's.B') call.write(bytes);
        },
      },
      { answerMs: 150 },
    );
    expect(found.names).toEqual(['A.proto', 'C.proto', 'D.proto']);
    expect(found.told).toContain('cannot give s.B: no answer for 0.15 s');
  });

  const file = (name: string, next: number, more: object = {}) => [
    descriptor.FileDescriptorProto.encode({
      name,
      package: 's',
      dependency: [`link${next}.proto`],
      ...more,
    }).finish(),
  ];
  const endless = {
    services: ['s.A'],
    bySymbol: () => file('A.proto', 1, { service: [{ name: 'A' }] }),
    byName: (name: string) => file(name, Number(/\d+/.exec(name)?.[0]) + 1),
  };

  it('may name one more file without end: it is asked so often and no more', async () => {
    const found = await read(endless);
    expect(found.names).toHaveLength(501);
    expect(found.told).toContain('needs other files more than 500 times over');
  });

  it('may take longer than anybody waits: what came in time is kept', async () => {
    const found = await read(
      {
        ...endless,
        manner: ({ call, answer: bytes, asked }) => {
          if (asked !== 'link3.proto') call.write(bytes);
        },
      },
      { totalMs: 1000 },
    );
    expect(found.names).toEqual(expect.arrayContaining(['A.proto', 'link1.proto', 'link2.proto']));
    expect(found.told).toContain('was not asked to the end: it takes more than 1 s');
  });

  it('is closed when nobody waits any more, and half a schema is none', async () => {
    const giveUp = new AbortController();
    let isClosed = (): void => {};
    const closed = new Promise<void>((resolve) => {
      isClosed = resolve;
    });
    const reading = read(
      {
        manner: ({ call, answer: bytes, asked }) => {
          call.on('cancelled', isClosed);
          if (asked === 's.D') giveUp.abort(new Error('not needed'));
          else call.write(bytes);
        },
      },
      {},
      () => {},
      giveUp.signal,
    );
    await expect(reading).rejects.toThrow('not needed');
    await closed;
  });

  it('has answers of a bounded size', async () => {
    const found = await read({}, { mostBytes: 260 });
    expect(found.names.length).toBeGreaterThan(0);
    expect(found.names.length).toBeLessThan(4);
    expect(found.told).toContain('its answers have more than');
  });
});

describe('a reflection that is not v1', () => {
  it('is v1alpha, also where a proxy or a guard refuses v1 with another status', async () => {
    expect((await read({ versions: ['v1alpha'] })).reflection).toBe('v1alpha');
    for (const code of [status.UNAUTHENTICATED, status.NOT_FOUND, status.INTERNAL, status.OK]) {
      let isFirst = true;
      const found = await read({
        versions: ['v1', 'v1alpha'],
        manner: (turn) => {
          if (!isFirst) turn.call.write(turn.answer);
          else if (code === status.OK) turn.call.end();
          else end(turn, code, 'no');
          isFirst = false;
        },
      });
      expect(found).toMatchObject({ names: all, versions: ['v1', 'v1alpha'] });
    }
  });

  it('tells what v1 said when v1alpha is not there', async () => {
    const refuse = (turn: Turn) => end(turn, status.UNAUTHENTICATED, 'who are you?');
    await expect(read({ manner: refuse })).rejects.toMatchObject({
      error: {
        code: 'status',
        status: status.UNAUTHENTICATED,
        message: expect.stringContaining('UNAUTHENTICATED 16: who are you?'),
        hint: expect.stringContaining('metadata'),
      },
    });
    await expect(read({ versions: [] })).rejects.toMatchObject({
      error: { code: 'no-reflection' },
    });
  });

  it('that says nothing at all is given up in time', async () => {
    await expect(read({ manner: () => {} }, { answerMs: 100 })).rejects.toMatchObject({
      error: {
        status: status.DEADLINE_EXCEEDED,
        message: expect.stringMatching(
          /did not tell its schema: its reflection gave no answer for/,
        ),
      },
    });
  });
});
