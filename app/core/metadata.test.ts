import { describe, expect, it } from 'vitest';
import { checkMetadata, metadataFault } from './metadata.ts';

describe('metadata', () => {
  it.each([
    ['x-request-id', 'a b'],
    ['X-Upper', '~'],
    ['x-raw-bin', 'AAEC'],
    ['x-raw-bin', 'AAE'],
    ['x-raw-bin', '_-8='],
    ['x-raw-bin', 'AA=='],
    ['x-raw-bin', ''],
    ['x-raw-bin', 'AAE,AgM'],
    ['x-empty', ''],
  ])('lets %s: %s through', (name, value) => {
    expect(metadataFault(name, value)).toBeUndefined();
  });

  it.each([
    ['', 'x', 'not a metadata name'],
    ['x y', 'x', 'not a metadata name'],
    ['x-é', 'x', 'not a metadata name'],
    ['grpc-timeout', '1S', 'reserved'],
    ['Content-Type', 'x', 'set by HTTP/2'],
    ['user-agent', 'me', 'set by Duplex'],
    ['__proto__', '1', 'cannot be sent'],
    [':authority', 'x', 'pseudo header'],
    ['TE', 'x', 'set by HTTP/2'],
    ['connection', 'x', 'set by HTTP/2'],
    ['content-length', '5', 'set by HTTP/2'],
    ['accept-encoding', 'gzip', 'set by HTTP/2'],
    ['x-raw-bin', 'AAE==', 'not base64'],
    ['x-raw-bin', 'AA=E', 'not base64'],
    ['x-raw-bin', 'not base64!', 'not base64'],
    ['x-raw-bin', 'AAAAA', 'not base64'],
    ['x-raw-bin', 'AAE,?', 'not base64'],
    ['x-a', 'grüße', 'U+00FC'],
    ['x-a', 'a\nb', 'U+000A'],
  ])('refuses %s: %s', (name, value, reason) => {
    expect(metadataFault(name, value)).toContain(reason);
    expect(() => checkMetadata([[name, value]])).toThrow(reason);
  });

  it('has a bound for all that goes with a request', () => {
    const of = (count: number) =>
      Array.from({ length: count }, (_, at): [string, string] => [`x-${at}`, '~'.repeat(8000)]);
    expect(() => checkMetadata(of(7))).not.toThrow();
    expect(() => checkMetadata(of(8))).toThrow('all of it is 63 KB, and a request carries 62 KB');
  });

  it('may repeat names, but for those that HTTP allows once', () => {
    const twice = (name: string) => () =>
      checkMetadata([
        [name, 'a'],
        ['x-other', 'b'],
        [name.toUpperCase(), 'c'],
      ]);
    expect(twice('x-a')).not.toThrow();
    expect(twice('cookie')).not.toThrow();
    expect(twice('authorization')).toThrow('"AUTHORIZATION" is given twice');
  });
});
