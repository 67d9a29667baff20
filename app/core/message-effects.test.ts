import { expect, test } from 'vitest';
import type { MethodShape } from '../contract/method-shape.ts';
import { messageEffects } from './message-effects.ts';
import { field, kind, place, self, shape } from './sample-shape.ts';

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
