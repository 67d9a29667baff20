import { expect, test } from 'vitest';
import { mostKnownTargets } from '#app/contract/session.ts';
import { type KnownTargets, knownAfter, withAddress } from './known-targets.ts';
import { draftOf, settingsOf, speaksTls, type TargetDraft, withTlsOn } from './target-draft.ts';

const secure = draftOf({ address: 'grpcs://one:1' });
const chosen: TargetDraft = {
  ...secure,
  tls: {
    caPaths: ['/ca.pem'],
    certFile: '/me.pem',
    keyFile: '/me.key',
    passphrase: 'hunter2',
    serverName: 'a.test',
    insecure: true,
  },
  authority: 'b.test',
};

/** What a draft and what is known come to when its address is replaced by each in turn. */
function typed(draft: TargetDraft, addresses: readonly string[], before: KnownTargets = []) {
  let known = before;
  let now = draft;
  for (const address of addresses) {
    const next = withAddress(now, address, known);
    known = knownAfter(known, now, next);
    now = next;
  }
  return { known, draft: now };
}

test.each(['grpcs://one:2', 'grpcs://two:1', 'two:1', '', 'grpcs://'])(
  'nothing that was chosen for one server goes to %j',
  (address) => {
    const { draft } = typed(chosen, [address]);
    expect({ tls: draft.tls, authority: draft.authority }).toEqual({ tls: {} });
    const profiled = typed({ ...chosen, profile: 'staging', ownTls: { certFile: '/p' } }, [
      address,
    ]);
    expect(profiled.draft).toEqual({
      address,
      useTls: address.startsWith('grpcs'),
      tls: {},
    });
  },
);

test('it comes back with the address, whatever is typed on the way', () => {
  const way = ['grpcs://one:', 'grpcs://', '', 'grpcs://o', 'grpcs://one:12', 'grpcs://one:1'];
  expect(typed(chosen, way).draft).toEqual(chosen);
  expect(settingsOf(typed(chosen, ['two:2', 'one:1']).draft).tls).toEqual(chosen.tls);
});

test('another scheme for the same host and port changes nothing that was chosen', () => {
  const { draft, known } = typed(chosen, ['grpc://one:1']);
  expect(draft).toEqual({ ...chosen, address: 'grpc://one:1', useTls: false });
  expect(typed(draft, [' https://one:1'], known).draft.tls).toEqual(chosen.tls);
  const usualPort = { ...chosen, address: 'grpcs://one' };
  expect(typed(usualPort, ['grpc://one', 'grpcs://one']).draft).toEqual(usualPort);
});

test('what was cleared for an address does not come back with it', () => {
  const known = knownAfter([chosen], chosen, secure);
  expect(known).toEqual([]);
  expect(typed(secure, ['two:2', 'grpcs://one:1'], known).draft.tls).toEqual({});
});

test('a target that passes by an address changes nothing that is known of it', () => {
  const older = { ...chosen, tls: { serverName: 'old' } };
  expect(typed(older, ['two:2'], [chosen]).known).toEqual([chosen]);
});

test('the servers that were chosen for last are known', () => {
  let known: KnownTargets = [];
  for (let port = 1; port <= mostKnownTargets + 1; port++) {
    const draft = { ...chosen, address: `grpcs://one:${port}` };
    known = knownAfter(known, draft, draft);
  }
  expect(known).toHaveLength(mostKnownTargets);
  expect(known[0]?.address).toBe('grpcs://one:2');
});

test('an address without a scheme is plaintext, unless TLS was chosen for it or by the switch', () => {
  const plain = draftOf({ address: 'one:1' });
  expect(speaksTls(typed(withTlsOn(plain, true), ['one:1']).draft)).toBe(false);
  expect(speaksTls(typed(chosen, ['one:1']).draft)).toBe(true);
  expect(speaksTls(typed(chosen, ['two:2']).draft)).toBe(false);
  const socket = withTlsOn(draftOf({ address: 'unix:/run/a.sock' }), true);
  expect(settingsOf(socket)).toEqual({ address: 'unix:/run/a.sock', tls: {} });
  expect(settingsOf(typed(socket, ['unix:/run/b.sock']).draft).tls).toEqual({});
  expect(settingsOf(withTlsOn(socket, false))).toEqual({
    address: 'unix:/run/a.sock',
  });
});
