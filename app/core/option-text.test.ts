import { describe, expect, it } from 'vitest';
import type { TransportOptions } from '../contract/target.ts';
import {
  countOptions,
  keptOptions,
  keptTransport,
  optionFault,
  optionsFault,
  optionsOf,
  optionTextsOf,
} from './option-text.ts';

describe('options as typed', () => {
  it('are understood, each in its own way', () => {
    expect(
      optionsOf({
        compression: 'gzip',
        maxReceiveBytes: ' 4 MB ',
        maxSendBytes: 'unlimited',
        waitForReady: 'on',
        connectTimeoutMs: '3s',
        proxy: 'socks5://localhost:1080',
        loadBalancing: 'round_robin',
        keepaliveMs: '30s',
        keepaliveTimeoutMs: '500ms',
        keepaliveIdle: 'off',
        userAgent: 'mine/1.0',
        retries: 'off',
        serviceConfig: '{"methodConfig": []}',
      }),
    ).toEqual({
      compression: 'gzip',
      maxReceiveBytes: 4 * 1024 * 1024,
      maxSendBytes: -1,
      waitForReady: true,
      connectTimeoutMs: 3000,
      proxy: 'socks5://localhost:1080',
      loadBalancing: 'round_robin',
      keepaliveMs: 30_000,
      keepaliveTimeoutMs: 500,
      keepaliveIdle: false,
      userAgent: 'mine/1.0',
      retries: false,
      serviceConfig: '{"methodConfig": []}',
    });
  });

  it('that are empty or wrong are left out; what is wrong is told with the name', () => {
    const texts = { compression: '', maxReceiveBytes: '4 parsecs', userAgent: 'a' };
    expect(optionsOf(texts)).toEqual({ userAgent: 'a' });
    expect(countOptions(texts)).toBe(2);
    expect(optionsFault(texts)?.message).toBe('Largest received: "4 parsecs" is not a size');
    expect(optionsFault({ compression: ' ' })).toBeUndefined();
  });

  it.each([
    ['compression', 'zip', '"zip" is not a choice'],
    ['keepaliveMs', 'soon', '"soon" is not a time'],
    ['keepaliveMs', '0.5ms', 'is 0.5 ms: give one from 1 ms to 24 days'],
    ['keepaliveTimeoutMs', '900h', 'give one from 1 ms to 24 days'],
    ['maxReceiveBytes', '0', '"0" is not a size'],
    ['userAgent', 'mïne', 'The user agent "mïne" is not printable ASCII'],
    ['serviceConfig', '{', 'The service config is not JSON: '],
    ['serviceConfig', '[]', 'The service config is wrong at $: expected an object'],
    [
      'serviceConfig',
      '{"foo": 1}',
      'wrong at $.foo: a service config has nothing of this name here',
    ],
    ['proxy', 'foo', 'The proxy "foo" has neither scheme nor port'],
    ['proxy', 'ftp://h', 'Duplex knows no proxies of the kind "ftp://"'],
    ['proxy', 'http://ada:secret@h:1', 'The proxy has a password'],
  ] as const)('%s refuses %s', (name, text, message) => {
    expect(optionFault(name, text)?.message).toContain(message);
    expect(JSON.stringify(optionFault(name, text))).not.toContain('secret');
  });

  it.each([
    ['http://ada:secret@h:1', 'http://ada@h:1'],
    ['ada:se:c@ret@h:1', 'ada@h:1'],
    ['http://h:1', 'http://h:1'],
    ['none', 'none'],
  ])('%s is written down as %s', (proxy, kept) => {
    expect(keptOptions({ proxy, userAgent: 'a' })).toEqual({ proxy: kept, userAgent: 'a' });
  });
});

it('texts made of options say the same options again', () => {
  const options: TransportOptions = {
    compression: 'gzip',
    maxReceiveBytes: 4 * 1024 * 1024 + 1,
    maxSendBytes: -1,
    waitForReady: true,
    connectTimeoutMs: 1500,
    proxy: 'http://user@proxy:8080',
    keepaliveMs: 30_000,
    keepaliveIdle: false,
    userAgent: 'mine/1',
    retries: false,
    serviceConfig: '{"methodConfig":[]}',
  };
  expect(optionTextsOf(options)).toMatchObject({
    maxSendBytes: 'unlimited',
    keepaliveMs: '30000ms',
  });
  expect(optionsOf(optionTextsOf(options))).toEqual(options);
  expect(optionTextsOf({})).toEqual({});
});

it('a proxy is kept without its password', () => {
  expect(keptTransport({ proxy: 'http://user:secret@proxy:8080', retries: true })).toEqual({
    proxy: 'http://user@proxy:8080',
    retries: true,
  });
});
