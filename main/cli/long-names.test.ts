import { expect, it } from 'vitest';
import { descriptorBytes } from '#engine/testing/descriptor-bytes.ts';
import { startReflectionServer } from '#engine/testing/reflection-server.ts';
import { duplexIn } from './run-duplex.ts';

const duplex = duplexIn('/');
/** Of a sentence, and of the advice below it. */
const longest = 2000;
const long = `s.${'A'.repeat(100_000)}`;
const file = descriptorBytes({
  's.proto': `syntax = "proto3"; package s; message M { ${'a'.repeat(50_000)} f = 1; } message ${'a'.repeat(50_000)} {} message ${'B'.repeat(50_000)} {} service S { rpc Do(M) returns (M); }`,
}).get('s.proto');

it.each([
  ['list'],
  ['list', 's.Nope'],
  ['describe', 's.S'],
  ['describe', 's.AAAA'],
  ['call', 's.S/Do'],
  ['call', 's.Nope/Do'],
  ['doctor'],
])('names of 100 KB that a server lists are told in short: %s %s', async (command, ...more) => {
  const server = await startReflectionServer({
    services: ['s.S', long, `${long}B`],
    bySymbol: (symbol) => (symbol === 's.S' && file ? [file] : undefined),
    byName: () => undefined,
  });
  const { err, lines } = await duplex([command, server.address, ...more]);
  server.close();
  const tooLong = err.split('\n').filter((line) => line.length > longest);
  expect(tooLong.map((line) => line.slice(0, 200))).toEqual([]);
  expect(lines.filter((line) => line.length > longest)).toEqual([]);
});

it('what was asked for is data, and whole', async () => {
  const server = await startReflectionServer({
    services: ['s.S'],
    bySymbol: () => file && [file],
    byName: () => undefined,
  });
  const { out } = await duplex(['describe', server.address, `s.${'a'.repeat(50_000)}`]);
  server.close();
  expect(out).toContain(`message ${'a'.repeat(50_000)} {`);
});
