import { execFileSync } from 'node:child_process';
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

const whole = () => {
  throw new Error('The file was taken for damaged');
};

it('gives back what was kept, to the letter', () => {
  const file = new SessionFile(home);
  expect(file.read(whole)).toBeUndefined();
  file.write(session);
  expect(new SessionFile(home).read(whole)).toEqual(session);
  expect(readdirSync(home)).toEqual(['session.json']);
});

it.each(['', '{', '{"duplex":2}', '[]'])(
  'puts a file that cannot be understood (%j) aside, and says where',
  (text) => {
    writeFileSync(join(home, 'session.json'), text);
    let aside = '';
    expect(new SessionFile(home).read((file) => (aside = file))).toBeUndefined();
    expect(readFileSync(aside, 'utf8')).toBe(text);
    expect(readdirSync(home)).toHaveLength(1);
  },
);

it('takes each request that is whole from a file where one is not', () => {
  const [request] = session.requests;
  const requests = [{ ...request, deadline: 5 }, request, null];
  const text = JSON.stringify({ ...session, target: 'nowhere', requests, active: 7 });
  writeFileSync(join(home, 'session.json'), text);
  let aside = '';
  expect(new SessionFile(home).read((file) => (aside = file))).toEqual({
    ...session,
    target: { address: '', useTls: false, tls: {} },
  });
  expect(readFileSync(aside, 'utf8')).toBe(text);
});

it('reads what an older Duplex kept in such a file, too', () => {
  const target = { address: 'grpcs://a:1', useTls: true, tls: { caFile: '/ca.pem' } };
  const requests = [{ ...session.requests[0], target }, null];
  writeFileSync(join(home, 'session.json'), JSON.stringify({ ...session, requests }));
  const read = new SessionFile(home).read(() => {});
  expect(read?.requests[0]?.target?.tls).toEqual({ caPaths: ['/ca.pem'] });
});

it('does not wait for a pipe in the file’s place', () => {
  execFileSync('mkfifo', [join(home, 'session.json')]);
  expect(new SessionFile(home).read(() => {})).toBeUndefined();
});

it('says when it cannot be kept, and leaves the last one whole', () => {
  const file = new SessionFile(home);
  file.write(session);
  mkdirSync(join(home, 'session.json.new'));
  expect(() => file.write({ ...session, requests: [] })).toThrow(
    'cannot be kept for the next start',
  );
  expect(file.read(whole)).toEqual(session);
});
