import { expect, test } from 'vitest';
import type { FieldShape, MethodShape } from '../contract/method-shape.ts';
import { messageEffects } from './message-effects.ts';
import { shapeChanges } from './shape-changes.ts';

function field(number: number, name: string, change: Partial<FieldShape> = {}): FieldShape {
  return { number, name, type: 'string', ...change };
}

function shape(
  fields: readonly FieldShape[],
  change: Partial<MethodShape> = {},
  inner: readonly FieldShape[] = [field(1, 'city')],
): MethodShape {
  return {
    kind: 'unary',
    input: 'p.Ask',
    output: 'p.Answer',
    messages: [
      { name: 'p.Ask', fields: [...fields] },
      { name: 'p.Place', fields: [...inner] },
    ],
    enums: [
      {
        name: 'p.Kind',
        values: [
          [0, 'NONE'],
          [1, 'BIG'],
        ],
      },
    ],
    ...change,
  };
}

const place = field(9, 'place', { type: 'p.Place' });
const kind = field(8, 'kind', { type: 'p.Kind' });
const self = field(7, 'more', { type: 'p.Ask', label: 'repeated' });

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

test('many changes are bounded', () => {
  const many = Array.from({ length: 500 }, (_, index) => field(index + 1, `f${index}`));
  expect(told(shape(many), shape([]))).toHaveLength(100);
});

test.each<[string, string, MethodShape, MethodShape, readonly string[]]>([
  [
    'a field that went',
    '{"age": 3, "other": 1}',
    shape([field(3, 'age')]),
    shape([]),
    ['$.age is in your message and is no longer a field'],
  ],
  [
    'a field of another name, by its JSON name',
    '{"firstName": ""}',
    shape([field(3, 'first_name', { jsonName: 'firstName' })]),
    shape([field(3, 'given_name', { jsonName: 'givenName' })]),
    ['$.firstName is in your message; the field is named givenName now'],
  ],
  [
    'a field of another type, by its own name',
    '{"first_name": ""}',
    shape([field(3, 'first_name', { jsonName: 'firstName' })]),
    shape([field(3, 'first_name', { jsonName: 'firstName', label: 'repeated' })]),
    ['$.first_name is in your message; its field is repeated string now, it was string'],
  ],
  [
    'what stands deeper',
    '{"more": [{}, {"place": {"city": "Ulm"}}]}',
    shape([self, place]),
    shape([self, place], {}, []),
    ['$.more[1].place.city is in your message and is no longer a field'],
  ],
  [
    'an enum value that went, in a map',
    '{"kinds": {"a b": "BIG"}}',
    shape([{ ...kind, name: 'kinds', key: 'string' }]),
    shape([{ ...kind, name: 'kinds', key: 'string' }], { enums: [{ name: 'p.Kind', values: [] }] }),
    ['$.kinds["a b"] is BIG, which is no longer a value of p.Kind'],
  ],
  [
    'two fields that exclude each other now',
    '{"a": "1", "b": "2"}',
    shape([field(1, 'a'), field(2, 'b')]),
    shape([field(1, 'a', { oneof: 'choice' }), field(2, 'b', { oneof: 'choice' })]),
    ['$.a and $.b are in your message, and oneof choice takes one of them'],
  ],
  [
    'what is required now',
    '{}',
    shape([field(1, 'a')]),
    shape([field(1, 'a', { label: 'required' })]),
    ['$.a is required now and is not in your message'],
  ],
  ['names that all objects have', '{"__proto__": 1, "toString": 2}', shape([]), shape([]), []],
  ['what is no JSON', '{"age": ', shape([field(3, 'age')]), shape([]), []],
])('in the message: %s', (_, text, before, now, effects) => {
  expect(messageEffects(text, before, now)).toEqual(effects);
});

test('a message nested without end is left at some depth', () => {
  const text = `${'{"more":['.repeat(3000)}{"age":1}${']}'.repeat(3000)}`;
  expect(messageEffects(text, shape([self, field(3, 'age')]), shape([self]))).toEqual([]);
});
