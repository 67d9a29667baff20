import { describe, expect, it } from 'vitest';
import { CASES } from './cases.ts';
import { runCase } from './run-case.ts';

/** `npm run fuzz` takes other seeds, and more. */
const seeds = Array.from({ length: 100 }, (_, index) => index + 1);

describe('a bounded fuzz run', () => {
  it.each(Object.entries(CASES))('%s', async (name, run) => {
    // A server for each seed takes longer.
    const some = name === 'brokenReflection' ? seeds.slice(0, 30) : seeds;
    for (const seed of some) await runCase(name, run, seed);
  });

  it('tells a failure with its seed, and a changed prototype', async () => {
    const fail = (): void => {
      throw new TypeError('no');
    };
    await expect(runCase('fail', fail, 7)).rejects.toThrow('fail, seed 7: TypeError: no');
    const pollute = (): void => {
      Object.defineProperty(Object.prototype, 'polluted', { value: 1, configurable: true });
    };
    await expect(runCase('pollute', pollute, 7)).rejects.toThrow('a shared prototype was changed');
    Reflect.deleteProperty(Object.prototype, 'polluted');
  });
});
