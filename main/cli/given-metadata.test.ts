import type { Metadata, ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { descriptorBytes } from '#engine/testing/descriptor-bytes.ts';
import { startReflectionServer } from '#engine/testing/reflection-server.ts';
import { duplexIn } from './run-duplex.ts';

const duplex = duplexIn(process.cwd());
const files = descriptorBytes({
  'm.proto': 'syntax = "proto3"; package s; message M {} service S { rpc Do(M) returns (M); }',
});
const called: Metadata[] = [];
let server: Awaited<ReturnType<typeof startReflectionServer>>;
beforeEach(async () => {
  called.length = 0;
  server = await startReflectionServer({
    services: ['s.S'],
    bySymbol: (symbol) => (symbol === 's.S' ? [...files.values()] : undefined),
    byName: () => undefined,
    methods: {
      '/s.S/Do': (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>) => {
        called.push(call.metadata);
        answer(null, Buffer.alloc(0));
      },
      '/grpc.health.v1.Health/Check': (
        call: ServerUnaryCall<Buffer, Buffer>,
        answer: sendUnaryData<Buffer>,
      ) => {
        called.push(call.metadata);
        answer(null, Buffer.from([8, 1]));
      },
    },
  });
});
afterEach(() => {
  server.close();
  vi.unstubAllEnvs();
});

/** As a shell leaves it where it stands in single quotes. */
const variable = (name: string) => `\${${name}}`;
const call = (...options: string[]) => duplex(['call', server.address, 's.S/Do', ...options]);
/** What of these names each stream, or call, came with. */
const names = (all: readonly Metadata[]) =>
  all.map((one) => Object.keys(one.getMap()).filter((name) => name.startsWith('x-')));

it.each([
  ['its own names', '--call-header', '--reflection-header'],
  ["grpcurl's", '-rpc-header', '-reflect-header'],
])('metadata may be for the call alone, and for reflection alone: %s', async (_, rpc, reflect) => {
  const options = ['-H', 'x-both: 1', rpc, 'x-call: 1', reflect, 'x-reflection: 1'];
  expect(await call(...options)).toMatchObject({ exit: 0, err: '' });
  expect(names(called)).toEqual([['x-both', 'x-call']]);
  const asked = names(server.streams.map(({ metadata }) => metadata));
  expect(asked.length).toBeGreaterThan(0);
  for (const one of asked) expect(one).toEqual(['x-both', 'x-reflection']);
});

it('the doctor takes them too', async () => {
  const headers = ['--call-header', 'x-call: 1', '--reflection-header', 'x-reflection: 1'];
  const { exit } = await duplex(['doctor', server.address, ...headers]);
  expect(exit).toBe(0);
  expect(names(called)).toEqual([['x-call']]);
  const asked = names(server.streams.map(({ metadata }) => metadata));
  expect(asked.length).toBeGreaterThan(0);
  for (const one of asked) expect(one).toEqual(['x-reflection']);
});

it('what is for the call alone does nothing where none is made', async () => {
  expect(await duplex(['list', server.address, '-rpc-header', 'x-call: 1'])).toMatchObject({
    exit: 0,
    out: 's.S\n',
  });
  for (const one of names(server.streams.map(({ metadata }) => metadata))) expect(one).toEqual([]);
});

it('the timeline of a call that cannot begin has the metadata of the call alone', async () => {
  server.close();
  const headers = ['--call-header', 'x-call: 1', '--reflection-header', 'x-reflection: 1'];
  const { exit, lines } = await call(...headers, '--timeline');
  expect(exit).toBe(3);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ type: 'start', metadata: [['x-call', '1']] });
});

it('a variable in metadata is of the environment where --expand-headers asks for it', async () => {
  vi.stubEnv('DUPLEX_TEST_TOKEN', 's3cret');
  const options = ['--call-header', `x-token: Bearer ${variable('DUPLEX_TEST_TOKEN')}`];
  await call(...options);
  await call(...options, '-expand-headers');
  expect(called.map((one) => one.get('x-token'))).toEqual([
    [`Bearer ${variable('DUPLEX_TEST_TOKEN')}`],
    ['Bearer s3cret'],
  ]);
});

it('names what is not in the environment, before anything is sent', async () => {
  const options = [
    '-H',
    `x-a: ${variable('DUPLEX_TEST_NONE')}`,
    '--reflection-header',
    `x-b: ${variable('DUPLEX_TEST_NO')}`,
  ];
  expect(await call('--expand-headers', ...options)).toMatchObject({
    exit: 2,
    err: 'duplex: The environment has no DUPLEX_TEST_NONE, which -H "x-a" uses\n  Set it, or leave out --expand-headers\n',
  });
  expect(await call('--expand-headers', ...options.slice(2))).toMatchObject({
    exit: 2,
    err: expect.stringContaining('DUPLEX_TEST_NO, which --reflection-header "x-b" uses'),
  });
  expect(server.streams).toEqual([]);
});

it.each([
  ['-H', ':authority: x', '--authority NAME sets it'],
  ['-H', 'Host: a', '--authority NAME sets it'],
  ['--call-header', 'grpc-timeout: 1S', '--deadline TIME sets it'],
  ['-H', 'user-agent: a', '--user-agent TEXT gives it'],
  ['-H', 'grpc-encoding: gzip', '--compression NAME sets it'],
])('the refusal of %s "%s" names the option that does it', async (option, header, hint) => {
  const { exit, err } = await call(option, header);
  expect(exit).toBe(2);
  expect(err).toMatch(/^duplex: Metadata: "/);
  expect(err.split('\n')[1]).toBe(`  ${hint}`);
});

it('a header that is none is told by its option', async () => {
  expect(await call('--call-header', 'nocolon')).toMatchObject({
    exit: 2,
    err: `duplex: --call-header "nocolon" is not of the form 'name: value'\n`,
  });
});
