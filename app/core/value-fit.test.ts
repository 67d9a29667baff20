import { expect, test } from 'vitest';
import type { FieldDoc } from '#app/contract/definition.ts';
import { itemFault, valueFault } from './value-fit.ts';

function field(type: string, change: Partial<FieldDoc> = {}): FieldDoc {
  const [name, jsonName] = ['f', 'f'];
  return { name, jsonName, number: 1, type, kind: 'scalar', repeated: false, rules: [], ...change };
}

function message(typeName: string): FieldDoc {
  return field(typeName, { kind: 'message', typeName });
}

const kind = field('p.Kind', {
  kind: 'enum',
  typeName: 'p.Kind',
  values: [{ name: 'BIG', number: 1 }],
});

test.each<[FieldDoc, readonly unknown[], readonly unknown[]]>([
  [field('int32'), [1, '-1', 1e3, '1e3', 2 ** 31 - 1, null], ['', 'abc', 1.5, 2 ** 31, true, {}]],
  [field('uint32'), [0, 2 ** 32 - 1], [-1, 2 ** 32]],
  [field('int64'), [1, '9007199254740993', '-9223372036854775808'], ['abc', '1e40', [1]]],
  [field('fixed64'), ['18446744073709551615'], ['-1']],
  [field('double'), [1.5, '1.5', 'NaN', '-Infinity'], ['x', false, '']],
  [field('bool'), [true, false], ['true', 1]],
  [field('string'), ['', 'x'], [1, {}, ['x']]],
  [field('bytes'), ['', 'aGk=', '_-8'], ['no base64!', 1]],
  [kind, ['BIG', 1, 7], ['SMALL', 1.5, true]],
  [message('p.Person'), [{}], ['x', 1, []]],
  [message('google.protobuf.Timestamp'), ['2026-01-01T00:00:00Z'], [1, 'now', {}]],
  [message('google.protobuf.Duration'), ['1.5s', '-3s'], [1, '5m']],
  [message('google.protobuf.Int64Value'), ['1', 1], ['x', { value: 1 }]],
  [message('google.protobuf.Struct'), [{ a: 1 }], [[], 'x']],
  [message('google.protobuf.Value'), [1, 'x', [], {}], []],
  [field('repeated string', { repeated: true }), [[], ['x'], null], ['x', {}]],
  [field('map<string, int32>', { kind: 'map' }), [{}, { a: 1 }], [[], 'x']],
])('%j', (of, right, wrong) => {
  for (const value of right) expect(valueFault(value, of)).toBeUndefined();
  for (const value of wrong) expect(valueFault(value, of)).toMatch(/^expected /);
});

test('values of a list or a map are told one by one', () => {
  expect(itemFault('x', field('map<string, int32>', { kind: 'map' }))).toBe(
    'expected int32, got "x"',
  );
  expect(itemFault('x'.repeat(100), field('repeated bool', { repeated: true }))).toMatch(
    /^expected bool, got "x{39}…$/,
  );
});

test('of what holds a variable nothing is known', () => {
  expect(valueFault('{{n}}', field('int32'))).toBeUndefined();
  expect(valueFault('at {{t}}', message('google.protobuf.Timestamp'))).toBeUndefined();
});
