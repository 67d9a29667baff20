import { describe, expect, it } from 'vitest';
import { looseFuses } from './fuses.mjs';
import { isDevelopmentBuild, orderOf, refuseNamelessDeb } from './packaging.mjs';

const official = { version: '45.4.1', official: true };
const fallback = { version: '33.2.1', official: false };
const declared = '45.4.1';

describe('what is asked for', () => {
  it('is named as electron-builder names it', () => {
    expect(orderOf(['appimage', 'TAR.GZ', '--allow-fallback', '--into', 'there'], 'linux')).toEqual(
      {
        targets: ['AppImage', 'tar.gz'],
        allowFallback: true,
        into: 'there',
      },
    );
    expect(orderOf([], 'darwin')).toEqual({ targets: [], allowFallback: false, into: undefined });
  });

  it.each([
    [['dmg'], 'linux', /^dmg cannot be packaged here\.\nUsage: .*\nTargets here: dir, AppImage/],
    [['AppImage'], 'darwin', /Targets here: dir, dmg, zip/],
    [['--publish'], 'linux', /'--publish'.*\n?.*Usage: npm run dist/s],
  ])('is refused when it cannot be had: %j on %s', (args, platform, sentence) => {
    expect(() => orderOf(args, platform)).toThrow(sentence);
  });
});

describe('a release', () => {
  const order = (...args: string[]) => orderOf(args, 'linux');

  it('is made with the declared Electron', () => {
    expect(isDevelopmentBuild(order(), official, declared)).toBe(false);
    expect(isDevelopmentBuild(order('dir'), official, declared)).toBe(false);
  });

  it('is refused with any other, with what can be done instead', () => {
    for (const refused of [order(), order('tar.gz'), order('dir', 'zip')]) {
      expect(() => isDevelopmentBuild(refused, fallback, declared)).toThrow(
        /Electron 45\.4\.1, and here is only 33\.2\.1, the development fallback\..*npm run dist -- dir/,
      );
    }
    const older = { version: '44.0.0', official: true };
    expect(() => isDevelopmentBuild(order('zip'), older, declared)).toThrow(/only 44\.0\.0\. /);
  });

  it('is a development build as a folder or when somebody insists', () => {
    expect(isDevelopmentBuild(order('dir'), fallback, declared)).toBe(true);
    expect(isDevelopmentBuild(order('zip', '--allow-fallback'), fallback, declared)).toBe(true);
  });

  it('names a maintainer and a homepage in a .deb', () => {
    const refused = /"homepage" and "author"/;
    expect(() => refuseNamelessDeb(['deb'], 'linux', { author: 'Ada' })).toThrow(refused);
    expect(() => refuseNamelessDeb([], 'linux', {})).toThrow(refused);
    expect(() => refuseNamelessDeb([], 'darwin', {})).not.toThrow();
    expect(() => refuseNamelessDeb(['zip'], 'linux', {})).not.toThrow();
    const author = { name: 'Ada', email: 'ada@example.com' };
    const named = { homepage: 'https://example.com', author };
    expect(() => refuseNamelessDeb(['deb'], 'linux', named)).not.toThrow();
  });
});

describe('fuses', () => {
  const binary = (...wires: string[]) =>
    Buffer.concat(
      wires.flatMap((wire) => [
        Buffer.from('code dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
        Buffer.from([1, wire.length]),
        Buffer.from(`${wire} more code`),
      ]),
    );

  it('are as they shall be, whatever newer ones follow', () => {
    expect(looseFuses(binary('01001100'))).toEqual([]);
    expect(looseFuses(binary('010011001'))).toEqual([]);
  });

  it('are told when they differ', () => {
    expect(looseFuses(binary('1101r'))).toEqual([
      'runAsNode is on',
      'nodeCliInspect is on',
      'asarIntegrity is removed',
      'onlyLoadAppFromAsar is unknown',
      'ownBrowserSnapshot is unknown',
      'fileProtocolPrivileges is unknown',
    ]);
    expect(looseFuses(Buffer.from('no mark'))).toEqual(['there are no fuses in it']);
  });

  it('are looked at for each processor of a universal binary', () => {
    expect(looseFuses(binary('01001100', '11001100'))).toEqual(['runAsNode is on']);
  });
});
