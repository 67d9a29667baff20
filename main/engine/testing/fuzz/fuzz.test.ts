import { describe, expect, it } from 'vitest';
import { CASES } from './cases.ts';
import { runCase } from './run-case.ts';

/** `npm run fuzz` takes other seeds, and more. */
const seeds = Array.from({ length: 100 }, (_, index) => index + 1);

describe('a bounded fuzz run', () => {
  it.each(Object.entries(CASES))('%s', (name, run) => {
    for (const seed of seeds) runCase(name, run, seed);
  });

  it('tells a failure with its seed, and a changed prototype', () => {
    const fail = (): void => {
      throw new TypeError('no');
    };
    expect(() => runCase('fail', fail, 7)).toThrow('fail, seed 7: TypeError: no');
    const pollute = (): void => {
      Object.defineProperty(Object.prototype, 'polluted', { value: 1, configurable: true });
    };
    expect(() => runCase('pollute', pollute, 7)).toThrow('a shared prototype was changed');
    Reflect.deleteProperty(Object.prototype, 'polluted');
  });
});
