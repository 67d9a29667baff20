import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import { protocErrors } from './protoc-oracle.ts';
it('places', () => {
  const src = readFileSync(new URL('../parse/parse-file.test.ts', import.meta.url), 'utf8');
  const bad = [...src.matchAll(/\[\s*'([^']+)',\s*'((?:[^'\\]|\\.)*)',\s*'(bad\.proto:\d+:\d+)/g)];
  for (const [, title, text, place] of bad) {
    const err = protocErrors(new Map([['bad.proto', (text ?? '').replace(/\\n/g, '\n')]]));
    if (!err.includes(`${place}:`)) console.log(title, place, '\n', err);
  }
});
