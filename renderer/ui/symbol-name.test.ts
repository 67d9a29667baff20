import { expect, it } from 'vitest';
import { symbolName } from './symbol-name.ts';

const text = (parts: readonly { text: string; isFound: boolean }[]) =>
  parts.map((part) => (part.isFound ? `[${part.text}]` : part.text)).join('');

it.each([
  ['pkg.Service/Method', [], 'Method', 'pkg.Service'],
  ['pkg.v1.Type', [], 'Type', 'pkg.v1'],
  ['Type', [], 'Type', ''],
  ['pkg.Service/Method', [[12, 14]], '[Me]thod', 'pkg.Service'],
  [
    'pkg.Service/Method',
    [
      [0, 3],
      [12, 18],
    ],
    '[Method]',
    '[pkg].Service',
  ],
  // Over the cut: both sides are marked, what stands between is not shown.
  ['pkg.Service/Method', [[9, 14]], '[Me]thod', 'pkg.Servi[ce]'],
] as const)('%s with %j', (name, ranges, own, owner) => {
  const shown = symbolName(name, ranges);
  expect([text(shown.own), text(shown.owner)]).toEqual([own, owner]);
});
