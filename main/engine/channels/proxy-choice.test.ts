import { describe, expect, it } from 'vitest';
import type { ProxyChoice } from '#app/contract/settings.ts';
import { parseProxy, proxyText } from '#app/core/proxy.ts';
import { parseTarget } from '#app/core/target.ts';
import { proxyFor, withPassword } from './proxy-choice.ts';

const environment: ProxyChoice = { mode: 'environment', url: '', noProxy: '' };
const manual: ProxyChoice = { mode: 'manual', url: 'socks5://set:1', noProxy: '' };
const everywhere = {
  HTTPS_PROXY: 'http://tls:1',
  http_proxy: 'plain:2',
  ALL_PROXY: 'socks5://all:3',
};

function chosen(
  address: string,
  env: Record<string, string>,
  own?: string,
  choice: ProxyChoice = environment,
) {
  const proxy = proxyFor(parseTarget(address), own, choice, env);
  return proxy === undefined ? 'none' : proxyText(proxy);
}

describe('the proxy', () => {
  it('comes from the environment, by what the target speaks', () => {
    expect(chosen('grpcs://h:1', everywhere)).toBe('http://tls:1');
    expect(chosen('grpc://h:1', everywhere)).toBe('http://plain:2');
    expect(chosen('grpcs://h:1', { ALL_PROXY: 'socks5://all:3' })).toBe('socks5://all:3');
    expect(chosen('h:1', { ...everywhere, grpc_proxy: 'http://grpc:4' })).toBe('http://grpc:4');
    expect(chosen('h:1', { HTTP_PROXY: 'http://upper:1', http_proxy: 'http://lower:1' })).toBe(
      'http://lower:1',
    );
    expect(chosen('h:1', { HTTP_PROXY: ' ' })).toBe('none');
  });

  it('is none on this machine, unless the target asks for it', () => {
    for (const address of ['localhost:1', 'a.localhost:1', '127.9.9.9:1', '[::1]:1']) {
      expect(chosen(address, everywhere)).toBe('none');
      expect(chosen(address, {}, undefined, manual)).toBe('none');
      expect(chosen(address, {}, 'http://own:1')).toBe('http://own:1');
    }
    expect(chosen('unix:/s', everywhere, 'http://own:1')).toBe('none');
  });

  it('is that of the target before that of the settings before the environment', () => {
    expect(chosen('h:1', everywhere, 'http://own:1', manual)).toBe('http://own:1');
    expect(chosen('h:1', everywhere, 'none', manual)).toBe('none');
    expect(chosen('h:1', everywhere, undefined, manual)).toBe('socks5://set:1');
    expect(chosen('h:1', everywhere, undefined, { ...manual, mode: 'none' })).toBe('none');
    expect(chosen('h:1', {}, undefined, { ...manual, noProxy: 'h' })).toBe('none');
  });

  it('of the settings is told when it has no address, and not passed by', () => {
    const empty = { ...manual, url: ' ' };
    expect(() => chosen('h:1', everywhere, undefined, empty)).toThrow(
      'The proxy of the settings has no address',
    );
    expect(() => chosen('h:1', {}, undefined, { ...manual, url: 'ftp://p' })).toThrow(
      '(from the settings)',
    );
    expect(chosen('h:1', {}, undefined, { ...empty, noProxy: 'h' })).toBe('none');
    expect(chosen('h:1', {}, 'http://own:1', empty)).toBe('http://own:1');
  });

  it.each([
    ['*', 'any:1', true],
    ['example.com', 'example.com:1', true],
    ['example.com', 'a.EXAMPLE.com:1', true],
    ['example.com', 'badexample.com:1', false],
    ['.example.com', 'a.example.com:1', true],
    ['.example.com', 'example.com:1', false],
    ['*.example.com', 'a.example.com:1', true],
    ['example.com:2', 'example.com:2', true],
    ['example.com:2', 'example.com:1', false],
    ['a.test, 10.1.2.3', '10.1.2.3:1', true],
    ['10.0.0.0/8', '10.200.0.1:1', true],
    ['10.0.0.0/8', '11.0.0.1:1', false],
    ['10.0.0.0/99', '10.0.0.1:1', false],
    ['fd00::/8', '[fd00::5]:1', true],
    ['fd00::5', '[fd00:0::5]:1', true],
    ['[fd00::5]:7', '[fd00::5]:8', false],
    ['[fd00::5]:7', '[fd00::5]:7', true],
    ['10.1.2.3', 'x10.1.2.3.test:1', false],
    ['', 'h:1', false],
  ])('is left out by NO_PROXY=%s for %s: %s', (list, address, isLeftOut) => {
    const env = { HTTP_PROXY: 'http://p:1', NO_PROXY: list };
    expect(chosen(address, env)).toBe(isLeftOut ? 'none' : 'http://p:1');
  });

  it('that cannot be understood is told with where it comes from', () => {
    expect(() => chosen('h:1', { HTTP_PROXY: 'ftp://u:secret@p' })).toThrow(
      'Duplex knows no proxies of the kind "ftp://" (from HTTP_PROXY)',
    );
  });
});

describe('the password of a proxy', () => {
  const passwords = new Map([['http://ada@h:1', 'hunter2']]);
  const given = (text: string) => withPassword(parseProxy(text), passwords)?.password;

  it('goes to the proxy and user that it was typed for, wherever they are named', () => {
    expect(given('http://ada@h:1')).toBe('hunter2');
    expect(given('ada@h:1/')).toBe('hunter2');
    for (const other of ['http://ada@h:2', 'http://bob@h:1', 'http://ada@g:1', 'https://ada@h:1'])
      expect(given(other)).toBeUndefined();
    expect(given('http://h:1')).toBeUndefined();
  });

  it('is that of the address where it holds one', () => {
    expect(given('http://ada:other@h:1')).toBe('other');
  });
});
