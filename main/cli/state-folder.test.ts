import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { stateFolder } from './state-folder.ts';

it.each([
  ['linux', {}, '/home/ada/.config/Duplex'],
  ['linux', { XDG_CONFIG_HOME: '/etc/ada' }, '/etc/ada/Duplex'],
  ['darwin', {}, '/home/ada/Library/Application Support/Duplex'],
  ['win32', { APPDATA: 'C:\\Roaming' }, 'C:\\Roaming\\Duplex'],
  ['linux', { DUPLEX_HOME: 'here' }, resolve('here')],
] as const)('is the one of the window on %s with %o', (platform, env, folder) => {
  expect(stateFolder('Duplex', { env, platform, home: '/home/ada' })).toBe(folder);
});
