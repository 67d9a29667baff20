import { expect, it } from 'vitest';
import { duplexIn } from './run-duplex.ts';

const duplex = duplexIn(process.cwd());

it.each([
  [['--deadline', '-1s'], '"-1s" is not a deadline\n  Write a time such as 5s'],
  [['-max-time', '-1'], '"-1" is not a deadline\n'],
  [['--proto', '-I', 'x'], '--proto has no value\n  Write its value behind it'],
  [['-d', '--pretty'], '-d has no value\n'],
  [['--deadline'], '--deadline has no value\n'],
])('says of %s that a value is missing, or wrong', async (options, sentence) => {
  const { exit, err } = await duplex(['call', 'localhost:1', 'a.A/B', ...options]);
  expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining(`duplex: ${sentence}`) });
});
