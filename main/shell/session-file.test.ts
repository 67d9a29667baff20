import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Session } from '#app/contract/session.ts';
import { SessionFile } from './session-file.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'duplex-session-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const session: Session = {
  duplex: 1,
  target: { address: 'localhost:1', useTls: false, tls: {} },
  sources: { protos: ['/a'], importPaths: [], descriptorSets: [], reflection: true },
  requests: [
    {
      method: { name: 'Do', path: 'a.S/Do', kind: 'unary', input: 'a.In', output: 'a.Out' },
      message: '{"id": 9007199254740993, ',
      typed: true,
      metadata: [{ name: 'x', value: '' }],
      deadline: '',
    },
  ],
  active: 0,
};

it('gives back what was kept, to the letter', () => {
  const file = new SessionFile(home);
  expect(file.read()).toBeUndefined();
  file.write(session);
  expect(new SessionFile(home).read()).toEqual(session);
  expect(readdirSync(home)).toEqual(['session.json']);
});

it.each(['', '{', '{"duplex":2}', '[]'])(
  'puts a file that cannot be understood (%j) aside',
  (text) => {
    writeFileSync(join(home, 'session.json'), text);
    expect(new SessionFile(home).read()).toBeUndefined();
    expect(readFileSync(join(home, 'session.json.damaged'), 'utf8')).toBe(text);
  },
);

it('says when it cannot be kept, and leaves the last one whole', () => {
  const file = new SessionFile(home);
  file.write(session);
  mkdirSync(join(home, 'session.json.new'));
  expect(() => file.write({ ...session, requests: [] })).toThrow(
    'cannot be kept for the next start',
  );
  expect(file.read()).toEqual(session);
});
