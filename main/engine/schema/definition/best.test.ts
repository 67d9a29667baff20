import { expect, it } from 'vitest';
import { Random } from '#engine/testing/random.ts';
import { Best } from './best.ts';

it('has what sorting all would have first', () => {
  const random = new Random(1);
  const order = (a: { rank: number }, b: { rank: number }) => a.rank - b.rank;
  for (let most = 0; most <= 10; most += 1) {
    const items = Array.from({ length: 40 }, (_, at) => ({ at, rank: random.below(6) }));
    const best = new Best<{ at: number; rank: number }>(most, order);
    for (const one of items) best.add(one);
    expect(best.all).toEqual([...items].sort(order).slice(0, most));
  }
});
