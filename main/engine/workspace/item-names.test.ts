import { expect, it } from 'vitest';
import { byKindAndName, freeName, inOrder, legalName, nameKey } from './item-names.ts';
import { handOrder } from './order.ts';

it('a name is one that every system can hold', () => {
  const names = [
    ['say: hello / "x"?', 'say- hello - -x--'],
    ['..', '--'],
    ['.hidden', '-hidden'],
    ['  ends with blanks and a dot. ', 'ends with blanks and a dot-'],
    ['con', 'con-'],
    ['COM1.json', 'COM1-.json'],
    ['console', 'console'],
    ['a\u202etxt', 'a-txt'],
    ['e\u0301', '\u00e9'],
    ['日本語 😀', '日本語 😀'],
  ] as const;
  for (const [typed, name] of names) expect(legalName(typed)).toBe(name);
  expect(() => legalName(' ')).toThrow('A name is missing');
  expect(() => legalName('é'.repeat(101))).toThrow('too long: 202 bytes of 200');
});

it('names that one system takes for the same are the same', () => {
  expect(nameKey('STRASSE')).toBe(nameKey('straße'));
  expect(nameKey('E\u0301')).toBe(nameKey('é'));
  expect(freeName('a', ['A', 'a 2', 'b'])).toBe('a 3');
  expect(freeName('a 2', ['a 2'])).toBe('a 3');
  expect(freeName('a', [])).toBe('a');
});

it('an order names what was placed by hand, and those before it', () => {
  const folder = { kind: 'folder', name: 'f' } as const;
  const first = { kind: 'request', name: 'a' } as const;
  const second = { kind: 'request', name: 'b 2' } as const;
  const third = { kind: 'request', name: 'b 10' } as const;
  const items = [folder, first, second, third];
  expect([third, second, first, folder].sort(byKindAndName)).toEqual(items);
  expect(handOrder(items, ['a', 'f'])).toEqual([]);
  expect(handOrder([first, folder, second, third], ['a'])).toEqual(['a']);
  expect(handOrder([folder, second, first, third], ['b 2'])).toEqual(['f', 'b 2']);
  for (const [shown, placed] of [
    [
      [third, second, folder, first],
      ['b 10', 'b 2'],
    ],
    [[folder, third, first, second], ['b 10']],
    [
      [second, first, folder, third],
      ['b 2', 'a', 'gone'],
    ],
  ] as const)
    expect(inOrder(items, handOrder(shown, placed))).toEqual(shown);
  expect(inOrder(items, ['gone', 'b 10', 'b 10'])).toEqual([third, folder, first, second]);
});
