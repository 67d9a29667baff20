import { expect, test } from 'vitest';
import { typedPath } from './typed-path.ts';

test.each([
  [' /src/shop ', '/src/shop'],
  ['/src/shop/', '/src/shop'],
  ['C:\\src\\', 'C:\\src'],
  ['/', '/'],
  ['C:\\', 'C:\\'],
  ['"/src/my shop/a.proto"', '/src/my shop/a.proto'],
  ["'/src/shop/'", '/src/shop'],
  ['file:///src/my%20shop/a.proto', '/src/my shop/a.proto'],
  ['file://localhost/src/100%', '/src/100%'],
  ['file:///C:/src/a.proto', 'C:/src/a.proto'],
  ['~/shop/', '/home/ada/shop'],
  ['~', '/home/ada'],
  ['~ada/shop', '~ada/shop'],
  ['a.proto', 'a.proto'],
  ['', ''],
])('%j means %j', (typed, meant) => {
  expect(typedPath(typed, '/home/ada')).toBe(meant);
});
