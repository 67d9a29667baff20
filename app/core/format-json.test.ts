import { expect, test } from 'vitest';
import { formatJson } from './format-json.ts';

test.each([
  [
    '{"a":1,"b":[1,2],"c":{},"d":[]}',
    '{\n  "a": 1,\n  "b": [\n    1,\n    2\n  ],\n  "c": {},\n  "d": []\n}',
  ],
  // Nothing of what was typed is another.
  [
    '{"id": 9007199254740993, "x": 1.10e+2, "s": "a\\u0041 , {"}',
    '{\n  "id": 9007199254740993,\n  "x": 1.10e+2,\n  "s": "a\\u0041 , {"\n}',
  ],
  [
    '{"who":{{who}},"n":1{{n}},"s":"{{base64 "x"}} y"}',
    '{\n  "who": {{who}},\n  "n": 1{{n}},\n  "s": "{{base64 "x"}} y"\n}',
  ],
  ['{{whole}}', '{{whole}}'],
  ['{"a":1}{"b":2}\n{"c":3}', '{\n  "a": 1\n}\n{\n  "b": 2\n}\n{\n  "c": 3\n}'],
  [
    '// first\n{"a":1, // one\n"b":2 /* two */, /* three */ "c":3\n// last\n}',
    '// first\n{\n  "a": 1, // one\n  "b": 2 /* two */,\n  /* three */ "c": 3\n  // last\n}',
  ],
  ['  ', ''],
  ['null', 'null'],
])('%j', (text, formatted) => {
  expect(formatJson(text)).toBe(formatted);
  expect(formatJson(formatted)).toBe(formatted);
});

test.each(['{', '{"a": [1}', '{"a": "x}', ']', '{"a": 1 /* }'])('%j has no form', (text) => {
  expect(formatJson(text)).toBeUndefined();
});
