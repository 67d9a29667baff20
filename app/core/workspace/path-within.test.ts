import { expect, it } from 'vitest';
import { isOfThisMachine, pathWithin } from './path-within.ts';
import { absolutePath } from './saved-sources.ts';

it.each([
  ['/home/ada/apis', '/home/ada/apis/protos/a.proto', 'protos/a.proto'],
  ['/home/ada/apis/', '/home/ada/apis//protos', 'protos'],
  ['/', '/protos', 'protos'],
  ['C:\\Users\\Ada\\apis', 'c:\\users\\ada\\apis\\Protos\\a.proto', 'Protos/a.proto'],
])('a path inside of %s begins there', (folder, path, written) => {
  expect(pathWithin(folder, path)).toBe(written);
  expect(isOfThisMachine(written)).toBe(false);
  const again = absolutePath(folder, written).replaceAll('\\', '/').toLowerCase();
  expect(again).toBe(path.replaceAll('\\', '/').replace('//', '/').toLowerCase());
});

it.each([
  ['~/protos', true],
  ['~', true],
  ['~ada/protos', false],
  ['/etc/ca.pem', true],
])('whether %j is of this machine: %j', (path, isOfIt) => {
  expect(isOfThisMachine(path)).toBe(isOfIt);
  expect(absolutePath('/home/ada/apis', path) === path).toBe(isOfIt);
});

it.each([
  '/home/ada/apis',
  '/home/ada/apis-old/a.proto',
  '/etc/ca.pem',
  '../protos',
  'a.proto',
  '',
])('the path %j stays as it is', (path) => expect(pathWithin('/home/ada/apis', path)).toBe(path));
