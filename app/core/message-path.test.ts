import { describe, expect, it } from 'vitest';
import { parseMessagePath } from './message-path.ts';

const steps = (typed: string) =>
  parseMessagePath(typed).map(({ step, column }) => [
    step.to === 'name' ? step.name : step.to === 'item' ? step.index : '*',
    column,
  ]);

describe('a path into a message', () => {
  it.each([
    ['price', [['price', 1]]],
    ['$.price', [['price', 3]]],
    [
      ' levels[0].price ',
      [
        ['levels', 2],
        [0, 8],
        ['price', 12],
      ],
    ],
    [
      'levels[*].price',
      [
        ['levels', 1],
        ['*', 7],
        ['price', 11],
      ],
    ],
    [
      'labels["a \\"b.c"]',
      [
        ['labels', 1],
        ['a "b.c', 7],
      ],
    ],
    [
      "$['[pkg.ext]'][ 12 ]",
      [
        ['[pkg.ext]', 2],
        [12, 15],
      ],
    ],
    [
      'a_b.größe',
      [
        ['a_b', 1],
        ['größe', 5],
      ],
    ],
  ])('%s', (typed, wanted) => {
    expect(steps(typed)).toEqual(wanted);
  });

  it.each([
    ['', 'The path is empty'],
    ['$', 'The path is empty'],
    ['a..b', 'at column 3: a name is expected'],
    ['a.', 'at column 3: a name is expected'],
    ['.a', 'at column 1: a name is expected'],
    ['a b', 'at column 2: . or [ is expected'],
    ['a[b]', 'at column 2: a number, * or a name in quotes within [ ] is expected'],
    ['a[1', 'at column 2: a number, * or a name in quotes within [ ] is expected'],
    ['a["\\x"]', 'at column 3: a name in quotes, as in JSON is expected'],
    ['$a', 'at column 2: . or [ is expected'],
  ])('%s is refused with the place', (typed, message) => {
    expect(() => steps(typed)).toThrow(message);
  });
});
