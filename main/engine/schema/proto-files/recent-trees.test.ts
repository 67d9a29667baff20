import { expect, it } from 'vitest';
import { RecentTrees } from './recent-trees.ts';

it('keeps the four that were used last', () => {
  const options = (cwd: string) => ({ protos: ['a.proto'], importPaths: [], cwd });
  const kept = new RecentTrees<string>();
  for (const name of ['a', 'b', 'c', 'd']) kept.set(options(name), name);
  expect(kept.get(options('a'))).toBe('a');
  kept.set(options('e'), 'e');
  const names = ['a', 'b', 'c', 'd', 'e'];
  expect(names.map((name) => kept.get(options(name)))).toEqual(['a', undefined, 'c', 'd', 'e']);
});
