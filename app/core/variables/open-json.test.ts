import { expect, test } from 'vitest';
import { openJson } from './open-json.ts';

test.each<[string, unknown]>([
  ['{ "a": {{n}}, "b": "x {{base64 "y"}} z" } // {{c}}', { a: null, b: 'x {{}} z' }],
  ['{ "a": 1 /* one */ }', { a: 1 }],
  ['{ "a": {{n} }', undefined],
  ['', undefined],
])('%s', (text, json) => {
  expect(openJson(text)).toEqual(json);
});
