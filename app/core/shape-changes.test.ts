import { expect, test } from 'vitest';
import type { FieldShape, MethodShape } from '../contract/method-shape.ts';
import { field, kind, place, self, shape } from './sample-shape.ts';
import { joinedShape, shapeChanges } from './shape-changes.ts';

function told(before: MethodShape, now: MethodShape): readonly string[] {
  return shapeChanges(before, now).map(({ in: inside, text }) =>
    inside === undefined ? text : `${inside}: ${text}`,
  );
}

test('equal shapes have no changes, recursive ones neither', () => {
  expect(told(shape([place, kind, self]), shape([place, kind, self]))).toEqual([]);
});

test.each<[readonly FieldShape[], readonly FieldShape[], readonly string[]]>([
  [[field(3, 'age')], [], ['field "age" (3) was removed']],
  [[], [field(3, 'age', { type: 'int32' })], ['field "age" (3) was added: int32']],
  [
    [],
    [field(3, 'age', { type: 'p.strin', unknown: true })],
    ['field "age" (3) was added: p.strin, which is not defined'],
  ],
  [
    [field(1, 'id')],
    [field(1, 'id', { type: 'p.strin', unknown: true })],
    ['field "id" (1): string → p.strin, which is not defined'],
  ],
  [[field(1, 'id', { type: 'int32' })], [field(1, 'id')], ['field "id" (1): int32 → string']],
  [[field(1, 'id')], [field(1, 'key')], ['field "id" (1) is named "key" now']],
  [[field(1, 'id')], [field(2, 'id')], ['field "id" (1) has number 2 now']],
  [
    [field(1, 'tags')],
    [field(1, 'tags', { label: 'repeated' })],
    ['field "tags" (1): string → repeated string'],
  ],
  [
    [field(1, 'by', { key: 'string' })],
    [field(1, 'by', { key: 'int32' })],
    ['field "by" (1): map<string, string> → map<int32, string>'],
  ],
  [
    [field(1, 'a')],
    [field(1, 'a', { oneof: 'choice' })],
    ['field "a" (1) was moved into oneof "choice"'],
  ],
  [
    [field(1, 'a', { oneof: 'choice' })],
    [field(1, 'a')],
    ['field "a" (1) is no longer in oneof "choice"'],
  ],
  [[field(1, 'a')], [field(1, 'a', { jsonName: 'b' })], ['field "a" (1) is "b" in JSON now']],
])('from %j to %j', (before, now, changes) => {
  expect(told(shape(before), shape(now))).toEqual(changes.map((text) => `p.Ask: ${text}`));
});

test('the method itself, and its messages under other names', () => {
  const now = shape([field(1, 'id')], {
    kind: 'server-streaming',
    input: 'p.Ask2',
    messages: [{ name: 'p.Ask2', fields: [] }],
  });
  expect(told(shape([field(1, 'id')]), now)).toEqual([
    'it is server-streaming now, it was unary',
    'it takes p.Ask2 instead of p.Ask',
    'p.Ask2: field "id" (1) was removed',
  ]);
});

test('messages within, and enum values that went, were renamed or renumbered', () => {
  const was = shape([place, kind], {
    enums: [
      {
        name: 'p.Kind',
        values: [
          [0, 'NONE'],
          [1, 'BIG'],
          [2, 'RED'],
          [3, 'OLD'],
        ],
      },
    ],
  });
  const is = shape([place, kind], {
    enums: [
      {
        name: 'p.Kind',
        values: [
          [0, 'NONE'],
          [5, 'BIG'],
          [2, 'BLUE'],
        ],
      },
    ],
  });
  expect(told(was, is)).toEqual([
    'p.Kind: value "BIG" (1) is 5 now',
    'p.Kind: value "RED" (2) is named "BLUE" now',
    'p.Kind: value "OLD" (3) was removed',
  ]);
  expect(told(shape([place]), shape([place], {}, []))).toEqual([
    'p.Place: field "city" (1) was removed',
  ]);
});

test('a type that only one of them knows has not changed, and what was known of it is kept', () => {
  const [whole, part] = [shape([place, kind]), shape([place, kind], { enums: [] })];
  const without = { ...part, messages: part.messages.slice(0, 1) };
  expect(told(whole, without)).toEqual([]);
  expect(told(without, whole)).toEqual([]);
  expect(joinedShape(whole, without)).toEqual(whole);
  expect(joinedShape(without, whole)).toEqual(whole);
});

test('many changes are bounded', () => {
  const many = Array.from({ length: 500 }, (_, index) => field(index + 1, `f${index}`));
  expect(told(shape(many), shape([]))).toHaveLength(100);
});
