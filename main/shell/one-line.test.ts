import { expect, it } from 'vitest';
import { oneLine } from './one-line.ts';

it('shows what would end, turn or hide a line', () => {
  expect(oneLine('a\nb\r\n\tc\u2028d\u0085e\u001b[31mf\u0000g\u202eh\ud800i', 200)).toBe(
    'a\\nb\\r\\n\\tc\\u2028d\\u0085e\\u001b[31mf\\u0000g\\u202eh\\ud800i',
  );
});

it('leaves other text alone, in any script', () => {
  const text = 'Añadir 添加 🚀 "quoted" \\ %s %c';
  expect(oneLine(text, 200)).toBe(text);
});

it('cuts a line that is too long, and says so', () => {
  expect(oneLine('a'.repeat(10), 10)).toBe('a'.repeat(10));
  expect(oneLine('a'.repeat(11), 10)).toBe(`${'a'.repeat(9)}…`);
});
