import { expect, it } from 'vitest';
import { whyNoJson } from './too-long.ts';

it('says why there is no JSON: of V8’s own words, what they mean', () => {
  const fault = (work: () => unknown): string => {
    try {
      return String(work());
    } catch (error) {
      return whyNoJson(error);
    }
  };
  expect(fault(() => 'x'.repeat(2 ** 30))).toBe('it is longer than a text can be');
  expect(fault(() => Buffer.alloc(403 * 1024 * 1024).toString('base64'))).toBe(
    'it is longer than a text can be',
  );
  const endless = (): unknown => endless();
  expect(fault(endless)).toBe('it is nested too deeply');
  expect(whyNoJson(new Error('seconds are out of range'))).toBe('seconds are out of range');
});
