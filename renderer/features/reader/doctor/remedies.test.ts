import { expect, test } from 'vitest';
import type { DiagnosisStep } from '#app/contract/diagnosis.ts';
import type { Advice, AppError } from '#app/contract/result.ts';
import type { Certificate } from '#app/contract/target.ts';
import { draftOf } from '#renderer/features/connection/index.ts';
import { remediesFor } from './remedies.ts';

const own: Certificate = {
  subject: 'CN=a',
  issuer: 'CN=b',
  names: ['a.internal', '*.wild.internal', '10.0.0.1', '::1', 'b.internal'],
  validFrom: '',
  validTo: '',
  serialNumber: '',
  fingerprint: '',
};

function failed(
  step: DiagnosisStep['step'],
  hint: string,
  more: Pick<AppError, 'status' | 'advice'> = {},
): DiagnosisStep {
  const cause = { code: 'unreachable', message: 'm', hint, ...more } as const;
  return { step, state: 'failed', summary: 's', facts: [], cause };
}

test('TLS is switched where the advice is the other scheme, and only there', () => {
  const [plain, secure] = ['grpc://h:1', 'grpcs://h:1'].map((address) => draftOf({ address }));
  if (plain === undefined || secure === undefined) throw new Error('there are two');
  const use = failed('http2', 'x', { advice: 'tls-on' });
  expect(remediesFor(use, plain, [])).toEqual([{ kind: 'tls', on: true }]);
  expect(remediesFor(use, secure, [])).toEqual([]);
  const leave = failed('tls', 'x', { advice: 'tls-off' });
  expect(remediesFor(leave, secure, [])).toEqual([{ kind: 'tls', on: false }]);
  expect(remediesFor({ ...leave, state: 'passed' }, secure, [])).toEqual([]);
  expect(remediesFor(failed('connect', 'x', { advice: 'tls-off' }), secure, [])).toEqual([]);
});

test('where a proxy fails, its settings are a press away', () => {
  const step = failed('proxy', 'x', { advice: 'proxy' });
  expect(remediesFor(step, draftOf({ address: 'grpc://h:1' }), [])).toEqual([
    { kind: 'proxy-settings' },
  ]);
});

test('names of the certificate are proposed where it is not for the one that is asked for', () => {
  const step = failed('tls', 'Set the server name to a.internal: in the TLS settings');
  const names = (address: string, serverName?: string) =>
    remediesFor(step, draftOf({ address, tls: serverName ? { serverName } : {} }), [own]).flatMap(
      (remedy) => (remedy.kind === 'server-name' ? [remedy.name] : []),
    );
  expect(names('grpcs://127.0.0.1:1')).toEqual(['a.internal', 'b.internal']);
  for (const right of ['A.internal', 'x.wild.internal', '10.0.0.1', '[::1]'])
    expect(names(`grpcs://${right}:1`), right).toEqual([]);
  expect(names('grpcs://x.y.wild.internal')).toHaveLength(2);
  expect(names('grpcs://wild.internal')).toHaveLength(2);
  expect(names('grpcs://localhost:1', 'b.internal')).toEqual([]);
  const untrusted = failed('tls', 'Give its certificate: CA certificate in the TLS settings');
  expect(remediesFor(untrusted, draftOf({ address: 'grpcs://127.0.0.1:1' }), [own])).toEqual([
    { kind: 'tls-settings' },
  ]);
  const shared = { ...draftOf({ address: 'grpcs://localhost:1' }), profile: 'staging' };
  expect(remediesFor(step, shared, [own])).toEqual([{ kind: 'tls-settings' }]);
});

test('the TLS settings are shown where they can give what is asked for', () => {
  const draft = draftOf({ address: 'grpcs://h:1' });
  const kinds = (hint: string, advice?: Advice) =>
    remediesFor(failed('tls', hint, advice && { advice }), draft, []).map((one) => one.kind);
  const either = 'The server may speak plaintext (grpc://), or want a client certificate';
  expect(kinds(either, 'tls-off')).toEqual(['tls', 'tls-settings']);
  expect(kinds('Renew it on the server')).toEqual([]);
});

test('without reflection there are files to add, and metadata where it was refused', () => {
  const draft = draftOf({ address: 'h:1' });
  expect(remediesFor(failed('reflection', 'x'), draft, [])).toEqual([{ kind: 'add-files' }]);
  expect(remediesFor(failed('reflection', 'x', { status: 16 }), draft, [])).toEqual([
    { kind: 'metadata' },
    { kind: 'add-files' },
  ]);
  expect(remediesFor(failed('call', 'x', { status: 7 }), draft, [])).toEqual([
    { kind: 'metadata' },
  ]);
  expect(remediesFor(failed('call', 'x', { status: 14 }), draft, [])).toEqual([]);
});
