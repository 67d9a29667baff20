import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  keylessPkcs12,
  legacyPkcs12,
  oldPkcs12,
  openPkcs12Bytes,
  pkcs12,
  pkcs12WithAuthority,
  rsaPkcs12,
  umlautPkcs12,
} from '../testing/pkcs12.ts';
import { openPkcs12 } from './pkcs12.ts';

describe('a PKCS#12 file', () => {
  it.each([
    ['of OpenSSL 3', pkcs12, 'secret', 'ec', ['Duplex test client']],
    ['of OpenSSL 1', oldPkcs12, 'secret', 'ec', ['Duplex test client']],
    ['with an authority', pkcs12WithAuthority, 'secret', 'ec', ['ada', 'Duplex test authority']],
    ['with an authority, of old', legacyPkcs12, 'secret', 'ec', ['ada', 'Duplex test authority']],
    ['whose passphrase is not ASCII', umlautPkcs12, 'gänz € geheim', 'ec', ['ada']],
    ['whose passphrase is empty', openPkcs12Bytes, undefined, 'ec', ['ada']],
    ['of RSA', rsaPkcs12, 'secret', 'rsa', ['rsa']],
  ] as const)('%s gives key and chain', (_which, bytes, passphrase, kind, names) => {
    const opened = openPkcs12(bytes, passphrase);
    if (typeof opened === 'string') return expect.unreachable(opened);
    const { key, chain } = opened;
    expect(key.asymmetricKeyType).toBe(kind);
    const certificates = chain.map((pem) => new X509Certificate(pem));
    expect(certificates[0]?.checkPrivateKey(key)).toBe(true);
    expect(certificates.map(({ subject }) => subject)).toEqual(names.map((name) => `CN=${name}`));
  });

  it.each([
    ['another passphrase', pkcs12, 'secret1', 'passphrase'],
    ['no passphrase', pkcs12, undefined, 'passphrase'],
    ['no key in it', keylessPkcs12, 'secret', 'no-identity'],
    ['junk', Buffer.from('junk'), undefined, 'no-pkcs12'],
    ['nothing in it', Buffer.alloc(0), undefined, 'no-pkcs12'],
    ['its end cut off', pkcs12.subarray(0, 200), 'secret', 'no-pkcs12'],
  ] as const)('with %s tells why it gives none', (_what, bytes, passphrase, fault) => {
    expect(openPkcs12(bytes, passphrase)).toBe(fault);
  });

  it('that asks for hours of work is refused at once', () => {
    expect(openPkcs12(withRounds(pkcs12, 2 ** 31 - 1), 'secret')).toBe('unsupported');
  });
});

/** The rounds for its check sum are the last number of a file, here of two bytes. */
function withRounds(bytes: Buffer, rounds: number): Buffer {
  const greedy = Buffer.concat([bytes.subarray(0, -4), Buffer.from([2, 4, 0, 0, 0, 0])]);
  greedy.writeUInt32BE(rounds, greedy.length - 4);
  const sum = bytes.length - 0x43;
  greedy.writeUInt16BE(bytes.readUInt16BE(2) + 2, 2);
  greedy.writeUInt8(bytes.readUInt8(sum + 1) + 2, sum + 1);
  return greedy;
}
