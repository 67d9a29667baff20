import { expect, it } from 'vitest';
import { printable } from './printable.ts';

it('shows what would end, turn or hide a line', () => {
  expect(printable('a\nb\r\n\tc\u2028d\u0085e\u001b[31mf\u0000g\u202eh\ud800i')).toBe(
    'a\\nb\\r\\n\\tc\\u2028d\\u0085e\\u001b[31mf\\u0000g\\u202eh\\ud800i',
  );
});

it('leaves other text alone, in any script', () => {
  const text = 'Añadir 添加 🚀 "quoted" \\ %s %c';
  expect(printable(text)).toBe(text);
});
