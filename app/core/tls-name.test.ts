import { describe, expect, it } from 'vitest';
import { parseTarget } from './target.ts';
import { checkAuthority, checkServerName, sniOf, tlsName } from './tls-name.ts';

describe('the name in TLS', () => {
  it('is what was given, else the host’s', () => {
    expect(tlsName(parseTarget('grpcs://h:1'), 'a.test')).toBe('a.test');
    expect(tlsName(parseTarget('grpcs://h:1'), undefined)).toBe('h');
    expect(tlsName(parseTarget('unix:/s', true), undefined)).toBe('localhost');
    expect(tlsName(parseTarget('grpcs://[fe80::1%eth0]:1'), undefined)).toBe('fe80::1');
  });

  it('is asked for unless it is an address', () => {
    expect(['a.test', '10.0.0.1', '::1', 'fe80::1'].map(sniOf)).toEqual(['a.test', '', '', '']);
  });

  it.each(['a', 'a.internal', 'A-b_c.example.com.', 'xn--bcher-kva.de', '10.0.0.1', '::1', '1::'])(
    'may be %s',
    (name) => {
      expect(() => checkServerName(name)).not.toThrow();
    },
  );

  it.each(['bad name!', 'a.test:443', 'a..b', '-a', '*.test', 'https://a', 'bücher.de', 'a/b', ''])(
    'cannot be %j',
    (name) => {
      expect(() => checkServerName(name)).toThrow(`"${name}" is not a server name`);
    },
  );
});

describe(':authority', () => {
  it.each(['a.test', 'a.test:443', '[::1]:80', 'my_service', '%2Frun%2Fs.sock', 'a@b'])(
    'may be %s',
    (text) => {
      expect(() => checkAuthority(text)).not.toThrow();
    },
  );

  it.each(['ex ample', 'a/b', 'é', 'a\n', 'a?b', 'a'.repeat(1001)])('cannot be %j', (text) => {
    expect(() => checkAuthority(text)).toThrow('cannot stand in :authority');
  });
});
