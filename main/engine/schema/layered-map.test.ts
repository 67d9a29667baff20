import { describe, expect, it } from 'vitest';
import { Random } from '#engine/testing/random.ts';
import { LayeredMap } from './layered-map.ts';

describe('a map in layers', () => {
  it.each([1, 2, 3])('holds what a map holds, and copies stay as they were (seed %i)', (seed) => {
    const random = new Random(seed);
    const plain = new Map(Array.from({ length: 100 }, (_, at) => [`${at}`, `first ${at}`]));
    let layered = new LayeredMap<string, string>(new Map(plain));
    for (let step = 0; step < 50; step += 1) {
      const before = layered;
      const key = `${random.below(120)}`;
      const value = random.chance(0.4) ? undefined : `step ${step}`;
      const earlier = plain.get(key);
      layered = layered.with(new Map([[key, value]]));
      if (value === undefined) plain.delete(key);
      else plain.set(key, value);
      expect(before.get(key)).toBe(earlier);
      for (let at = 0; at < 120; at += 1) {
        expect(layered.get(`${at}`)).toBe(plain.get(`${at}`));
        expect(layered.has(`${at}`)).toBe(plain.has(`${at}`));
      }
    }
  });
});
