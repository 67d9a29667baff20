import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Duplex, duplexIn } from './run-duplex.ts';

let folder: string;
let duplex: Duplex;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-cli-'));
  duplex = duplexIn(folder);
  writeFileSync(
    join(folder, 'j.proto'),
    `syntax = "proto3"; package j; message T { map<string, int32> t = 1; } enum Kind { ZERO = 0; }
     service Greeter { rpc Greet(T) returns (T); rpc Watch(T) returns (stream T); }`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['encode T', 'The schema has no message T', 'Did you mean j.T?'],
  ['decode j.t', 'The schema has no message j.t', 'Did you mean j.T?'],
  ['encode U', 'The schema has no message U', 'Messages are full names, such as pkg.Message'],
  ['describe - j.t', 'The schema has no symbol j.t', 'Did you mean j.T?'],
  ['describe - j.knid --file', 'The schema has no symbol j.knid', 'Symbols are full names'],
  ['describe - Greet', 'The schema has no symbol Greet', 'Did you mean j.Greeter/Greet?'],
  ['describe - j.Greter --file', 'The schema has no symbol j.Greter', 'Did you mean j.Greeter?'],
  ['list - greeter', 'The schema has no service greeter', 'Did you mean j.Greeter?'],
  [
    'list - j.Greeter/Greet',
    'j.Greeter/Greet is a method, and list shows those of a service',
    'duplex describe shows',
  ],
  ['list - none', 'The schema has no service none', 'Without a service, list shows all there are'],
  ['call localhost:1 Greet', '"Greet" is not a method', 'Did you mean j.Greeter/Greet?'],
  [
    'call localhost:1 Greeter/Greet',
    'The schema has no service Greeter',
    'Did you mean j.Greeter?',
  ],
  ['call localhost:1 j.Greter', 'The schema has no service j', 'Did you mean j.Greeter?'],
  ['call localhost:1 j.Greeter/Wacth', 'j.Greeter has no method Wacth', 'Did you mean Watch?'],
  ['call localhost:1 j.Greeter/Nothing', 'j.Greeter has no method Nothing', 'It has: Greet, Watch'],
])('%s proposes what was meant', async (command, message, hint) => {
  const args = [...command.split(' '), '--proto', join(folder, 'j.proto')];
  const { exit, err } = await duplex(args, Readable.from([Buffer.from('{}')]));
  expect(err).toContain(`${message}\n  ${hint}`);
  expect(exit).toBe(2);
});
