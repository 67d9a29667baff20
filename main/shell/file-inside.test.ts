import { expect, it } from 'vitest';
import { fileInside } from './file-inside.ts';

it.each([
  ['/', '/srv/app/index.html'],
  ['/assets/a.js', '/srv/app/assets/a.js'],
  ['/a%20b.svg', '/srv/app/a b.svg'],
  ['/x/../y.js', '/srv/app/y.js'],
])('serves %s as %s', (pathname, file) => {
  expect(fileInside('/srv/app', pathname)).toBe(file);
});

it.each([
  '/../secret',
  '/%2e%2e/secret',
  '/%2e%2e%2fsecret',
  '/a/%2e%2e/%2e%2e/app-other/x',
  '/..%2fapp-other%2fx',
  '/a%00.js',
  '/%',
])('refuses %s', (pathname) => {
  expect(fileInside('/srv/app', pathname)).toBeUndefined();
});
