import { expect, test } from 'vitest';
import type { Values } from '#app/core/variables/resolve.ts';
import { madeDocuments, valueSource } from './made-messages.ts';

function values(variables: Readonly<Record<string, string>>): Values {
  const all = Object.entries(variables).map(
    ([name, value]) => ({ name, value, type: 'json' }) as const,
  );
  return {
    scopes: [{ from: '', title: 'these', variables: all }],
    ...{ secrets: new Map(), env: new Map(), source: valueSource },
  };
}

test('each document has its own variables, wherever their braces are', () => {
  const text = '{"a":"{{base64 "}"}}"}{"b":1} // {{c}}\n{{whole}} ["{{uuid}}"]';
  const made = madeDocuments(text, values({ whole: '{"d":[]}' }));
  expect(made?.map((make) => make?.().text.replace(/"[\w-]{36}"/, 'UUID'))).toEqual([
    '{"a":"fQ=="}',
    undefined,
    '// {{c}}\n{"d":[]}',
    '[UUID]',
  ]);
});

test('a variable that is several documents is none of one of them', () => {
  expect(madeDocuments('{{all}}', values({ all: '{} {}' }))).toBeUndefined();
});
