import { describe, expect, it } from 'vitest';
import {
  isAddress,
  parseTarget,
  schemeTls,
  targetKey,
  targetOf,
  targetText,
  withoutSecrets,
  withTls,
} from './target.ts';

describe('parseTarget', () => {
  it.each([
    ['localhost:50051', 'grpc://localhost:50051'],
    ['grpc://Host.Example:1', 'grpc://Host.Example:1'],
    ['grpcs://h:2', 'grpcs://h:2'],
    ['h', 'grpc://h:80'],
    ['grpcs://h', 'grpcs://h:443'],
    ['http://h/api/v1/', 'grpc://h:80/api/v1'],
    ['https://h:8443/P', 'grpcs://h:8443/P'],
    ['[::1]:50051', 'grpc://[::1]:50051'],
    ['grpcs://[fe80::1]', 'grpcs://[fe80::1]:443'],
    ['127.0.0.1:7', 'grpc://127.0.0.1:7'],
    ['dns:///name:5', 'grpc://name:5'],
    ['dns:name:5', 'grpc://name:5'],
    ['dns://8.8.8.8/name:5', 'grpc://name:5'],
    ['dns:50051', 'grpc://dns:50051'],
    ['unix:/run/s.sock', 'unix:/run/s.sock'],
    ['unix:///run/s.sock', 'unix:/run/s.sock'],
    ['unix-abstract:duplex', 'unix-abstract:duplex'],
    ['[fe80::1%eth0]:1', 'grpc://[fe80::1%eth0]:1'],
    [' localhost:1 ', 'grpc://localhost:1'],
    [':50051', 'grpc://localhost:50051'],
    ['ipv4:127.0.0.1:7', 'grpc://127.0.0.1:7'],
    ['ipv6:[::1]:7', 'grpc://[::1]:7'],
    ['passthrough:///h:7', 'grpc://h:7'],
    ['ipv4:50051', 'grpc://ipv4:50051'],
  ])('understands %s', (address, text) => {
    expect(targetText(parseTarget(address))).toBe(text);
  });

  it.each([
    '',
    '  ',
    'ftp://h',
    'h:0',
    'h:65536',
    'h:x',
    'a b:1',
    'h:1:2',
    '[::1',
    'user@h:1',
    'unix:',
    'unix-abstract:',
    'dns://a.name/h:1',
  ])('refuses "%s"', (address) => {
    expect(() => parseTarget(address)).toThrow();
  });

  it.each([
    ['user@h:1', 'The address names a user before the "@", and gRPC has none'],
    ['grpc://ada:s3cret@h:1', 'The address names a user before the "@", and gRPC has none'],
    ['http://h:1/prefix?q=1', '"http://h:1/prefix?q=1" has a query, "?q=1", and gRPC has none'],
    ['grpc://h:1#top', '"grpc://h:1#top" has a fragment, "#top", and gRPC has none'],
    ['ipv4:10.0.0.1:1,10.0.0.2:1', '"ipv4:10.0.0.1:1,10.0.0.2:1" holds several addresses'],
    ['::1:50051', '"::1:50051" is an IPv6 address without brackets'],
    ['::1', '"::1" is an IPv6 address without brackets'],
    ['h:1:2', '"h:1:2" is not a server address'],
  ])('says what is wrong with %s', (address, message) => {
    expect(() => parseTarget(address)).toThrow(message);
    expect(() => parseTarget(address)).not.toThrow('s3cret');
  });

  it('keeps the name server of a dns: address', () => {
    expect(parseTarget('dns://8.8.8.8/h:1')).toMatchObject({ host: 'h', nameServer: '8.8.8.8' });
    expect(parseTarget('dns://[::1]:5353/h:1').nameServer).toBe('[::1]:5353');
    expect(parseTarget('dns:///h:1').nameServer).toBeUndefined();
  });

  it('has settings without secrets, with the same key', () => {
    const settings = {
      address: 'grpcs://h:1',
      tls: { certFile: '/c.p12', passphrase: 's3cret' },
      options: { proxy: 'http://ada:s3cret@p:1', keepaliveMs: 5 },
    };
    const told = withoutSecrets(settings);
    expect(told).toEqual({
      address: 'grpcs://h:1',
      tls: { certFile: '/c.p12' },
      options: { keepaliveMs: 5 },
    });
    expect(targetKey(told)).toBe(targetKey(settings));
    expect(targetKey(settings)).not.toContain('s3cret');
    expect(withoutSecrets({ address: 'h' })).toEqual({ address: 'h' });
  });

  it('takes TLS from the settings when the address leaves it open', () => {
    expect(targetOf({ address: 'h:1', tls: {} }).tls).toBe(true);
    expect(targetOf({ address: 'h' }).port).toBe(80);
    expect(targetOf({ address: 'grpc://h', tls: {} }).tls).toBe(false);
  });
});

describe('the scheme and TLS', () => {
  it('are one state', () => {
    expect(schemeTls('grpcs://h')).toBe(true);
    expect(schemeTls('http://h')).toBe(false);
    expect(schemeTls('h:1')).toBeUndefined();
    expect(withTls('h:1', true)).toBe('grpcs://h:1');
    expect(withTls('https://h:1/p', false)).toBe('grpc://h:1/p');
    expect(withTls('unix:/s', true)).toBe('unix:/s');
  });
});

describe('targetKey', () => {
  it('tells settings apart that make other channels, and only those', () => {
    expect(targetKey({ address: 'h:1 ' })).toBe(targetKey({ address: 'h:1' }));
    expect(targetKey({ address: 'h:1' })).not.toBe(targetKey({ address: 'h:1', tls: {} }));
    expect(targetKey({ address: 'h', tls: { caPaths: ['/a'] } })).not.toBe(
      targetKey({ address: 'h', tls: { certFile: '/a' } }),
    );
    expect(targetKey({ address: 'h', authority: 'x' })).not.toBe(targetKey({ address: 'h' }));
  });
});

describe('isAddress', () => {
  it.each([
    'localhost:50051',
    'grpc://localhost:50051',
    ' grpcs://api.example.com ',
    'https://api.example.com/prefix',
    '[::1]:50051',
    'unix:/run/app.sock',
    'dns:///name:443',
  ])('takes %s', (text) => {
    expect(isAddress(text)).toBe(true);
  });

  it.each([
    '',
    'localhost',
    'hello: 12 world',
    '{"port":50051}',
    'note:50051 and more',
    'grpc://',
    'ftp://host:21/',
    'host:99999',
    '12:30',
    'mailto:a@example.com',
    `${'a'.repeat(3000)}:1`,
  ])('refuses %s', (text) => {
    expect(isAddress(text)).toBe(false);
  });
});
