import { describe, expect, it } from 'vitest';
import { parseProxy, proxyText, wantsPassword } from './proxy.ts';

describe('a proxy', () => {
  it.each([
    ['http://h:3128', { kind: 'http', host: 'h', port: 3128 }],
    ['h:3128', { kind: 'http', host: 'h', port: 3128 }],
    ['HTTP://h', { kind: 'http', host: 'h', port: 80 }],
    ['https://h/', { kind: 'https', host: 'h', port: 443 }],
    ['socks5h://[::1]', { kind: 'socks5', host: '::1', port: 1080 }],
    ['http://ada@h:1', { kind: 'http', host: 'h', port: 1, user: 'ada' }],
    [
      'socks5://ada:p%40ss:word@h:1',
      { kind: 'socks5', host: 'h', port: 1, user: 'ada', password: 'p@ss:word' },
    ],
    ['http://ada:p@ss@h:1', { kind: 'http', host: 'h', port: 1, user: 'ada', password: 'p@ss' }],
  ])('is understood: %s', (text, proxy) => {
    expect(parseProxy(text)).toEqual(proxy);
  });

  it.each([
    ['', '"" is not the address of a proxy'],
    ['ftp://h:1', 'Duplex knows no proxies of the kind "ftp://"'],
    ['http://u:secret@h:99999', 'The proxy "http://…@h:99999" has the port 99999'],
    ['http://u:secret@h:1/path', '"http://…@h:1/path" is not the address of a proxy'],
    ['http://u:%zz@h', 'The user or password of the proxy holds a "%" that begins no character'],
  ])('is refused without its password: %s', (text, message) => {
    expect(() => parseProxy(text)).toThrow(message);
  });

  it.each([
    [' ada@h:1 ', 'http://ada@h:1'],
    ['socks5h://a%20b@[::1]', 'socks5://a%20b@[::1]:1080'],
    ['http://ada:secret@h:1', undefined],
    ['http://ada:@h:1', undefined],
    ['http://h:1', undefined],
    ['ftp://ada@h', undefined],
    ['', undefined],
  ])('wants a password where it names a user alone: %s', (text, proxy) => {
    expect(wantsPassword(text)).toBe(proxy);
  });

  it('is shown without its password', () => {
    expect(proxyText(parseProxy('ada:secret@[::1]:8'))).toBe('http://ada@[::1]:8');
  });
});
