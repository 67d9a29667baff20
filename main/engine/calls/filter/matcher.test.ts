import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FieldCondition, TimelineFilter } from '#app/contract/call-filter.ts';
import type { Json } from '#app/contract/calls.ts';
import { pathStep } from '#app/core/json-path.ts';
import { parseMessagePath } from '#app/core/message-path.ts';
import { Schema } from '#engine/schema/schema.ts';
import { sampleSet } from '#engine/testing/sources.ts';
import { matcherOf } from './matcher.ts';

const [setFile = ''] = sampleSet.descriptorSets;
const schema = Schema.fromDescriptorSet(readFileSync(setFile));
const codecs = schema.codecs(schema.method('sample.types.v1.Types/Echo'));

function finds(json: Json, filter: TimelineFilter): boolean {
  const payload = codecs.received.encode(JSON.stringify(json));
  return (
    matcherOf(filter, codecs).holds?.({
      at: 0,
      type: 'received',
      index: 1,
      bytes: payload.length,
      payload,
    }) === true
  );
}

const fits = (json: Json, path: string, comparison: FieldCondition['comparison'], value = '') =>
  finds(json, { fields: [{ path, comparison, value }] });

it('finds what all of several fields hold', () => {
  const both = (value: string) =>
    finds(message, {
      fields: [
        { path: 'int32Value', comparison: '<', value: '0' },
        { path: 'strings[*]', comparison: '=', value },
      ],
    });
  expect([both('two'), both('three')]).toEqual([true, false]);
  const raw = matcherOf(
    {
      fields: [
        { path: 'int32Value', comparison: '<', value: '0' },
        { path: 'stringValue', comparison: '=', value: 'ACME' },
      ],
    },
    codecs,
  ).raw.received;
  expect(raw).toEqual({ text: 'ACME', isCaseSensitive: true });
});

const message = {
  doubleValue: 0.1,
  floatValue: 0.1,
  int32Value: -5,
  int64Value: '9007199254740993',
  uint64Value: '18446744073709551615',
  fixed64Value: '7',
  boolValue: true,
  stringValue: 'ACME "x"',
  bytesValue: 'AAEC/w==',
  color: 'COLOR_GREEN',
  nested: { label: 'n' },
  person: { name: 'Ada', id: '18446744073709551614' },
  tree: { name: 'a', children: [{ name: 'b' }, { name: 'c', children: [{ name: 'd' }] }] },
  optionalInt32: 0,
  calledOtherwise: 'so',
  packedInt32: [1, 0, 3],
  packedUint64: ['1', '18446744073709551615'],
  strings: ['one', 'two'],
  colors: ['COLOR_RED', 'COLOR_GREEN'],
  stringToString: { 'a b.c': 'v', '': 'w' },
  int64ToColor: { '9007199254740993': 'COLOR_RED' },
  boolToDouble: { true: 1.5 },
  stringToTimestamp: { due: '2024-05-01T12:30:00.500Z' },
  choiceText: 'chosen',
  any: { '@type': 'type.googleapis.com/sample.common.v1.Person', name: 'Bob', id: '12' },
  timestamp: '2024-05-01T12:30:00.500Z',
  duration: '-1.500s',
  struct: { a: { b: [1, 'two', true] }, n: 5 },
  value: 3.5,
  fieldMask: 'name,person.id',
  int64Wrapper: '5',
  doubleWrapper: 2.5,
  stringWrapper: 'wrapped',
};

describe('a value in a message', () => {
  it.each<[FieldCondition['comparison'], string, string]>([
    ['=', 'doubleValue', '0.1'],
    ['=', 'double_value', '1e-1'],
    ['=', 'floatValue', '0.1'],
    ['<', 'int32Value', '-4.5'],
    ['>', 'int64Value', '9007199254740992'],
    ['<', 'int64Value', '9007199254740993.5'],
    ['!=', 'int64Value', '9007199254740992'],
    ['=', 'int64Value', '9007199254740993.0'],
    ['=', 'uint64Value', '18446744073709551615'],
    ['>=', 'fixed64Value', '7'],
    ['=', 'boolValue', 'true'],
    ['!=', 'boolValue', 'false'],
    ['=', 'stringValue', 'ACME "x"'],
    ['contains', 'stringValue', 'acme'],
    ['<', 'stringValue', 'B'],
    ['=', 'bytesValue', 'AAEC/w=='],
    ['=', 'bytesValue', 'AAEC_w'],
    ['contains', 'bytesValue', 'aaec'],
    ['=', 'color', 'COLOR_GREEN'],
    ['=', 'color', '2'],
    ['>', 'color', 'COLOR_RED'],
    ['exists', 'nested', ''],
    ['contains', 'nested', '"label"'],
    ['=', '$.person.name', 'Ada'],
    ['>', 'person.id', '18446744073709551613'],
    ['=', 'tree.children[1].children[0].name', 'd'],
    ['=', 'tree.children[*].name', 'c'],
    ['=', 'tree.children.name', 'b'],
    ['=', 'optionalInt32', '0'],
    ['exists', 'optional_int32', ''],
    ['=', 'renamed', 'so'],
    ['=', 'calledOtherwise', 'so'],
    ['=', 'packedInt32[1]', '0'],
    ['>', 'packed_int32', '2'],
    ['=', 'packedUint64[*]', '18446744073709551615'],
    ['contains', 'strings', 'TW'],
    ['=', 'colors[1]', 'COLOR_GREEN'],
    ['=', 'stringToString["a b.c"]', 'v'],
    ['=', 'stringToString[*]', 'w'],
    ['=', "stringToString['']", 'w'],
    ['=', 'int64ToColor["9007199254740993"]', 'COLOR_RED'],
    ['=', 'boolToDouble.true', '1.5'],
    ['<', 'stringToTimestamp.due', '2024-05-02'],
    ['=', 'choiceText', 'chosen'],
    ['=', 'any.name', 'Bob'],
    ['>', 'any.id', '9'],
    ['contains', 'any["@type"]', 'Person'],
    ['>', 'timestamp', '2024-05-01T12:30:00Z'],
    ['=', 'timestamp', '2024-05-01T14:30:00.5+02:00'],
    ['<', 'timestamp', '2024-05-01T12:30:00.500000001Z'],
    ['=', 'duration', '-1500ms'],
    ['<', 'duration', '-1'],
    ['=', 'struct.a.b[0]', '1'],
    ['=', 'struct.a.b[*]', 'two'],
    ['=', 'struct.a.b[2]', 'true'],
    ['<', 'struct.n', '6'],
    ['>', 'value', '3'],
    ['contains', 'fieldMask', 'person.id'],
    ['=', 'int64Wrapper', '5'],
    ['<', 'doubleWrapper', '3'],
    ['=', 'stringWrapper', 'wrapped'],
    // Fields without presence hold their default when they are not there.
    ['=', 'sint32Value', '0'],
    ['=', 'oldName', ''],
    ['<', 'uint32Value', '1'],
    ['!=', 'optionalString', 'x'],
  ])('%s: %s %s', (comparison, path, value) => {
    expect(fits(message, path, comparison, value)).toBe(true);
  });

  it.each<[FieldCondition['comparison'], string, string]>([
    ['=', 'doubleValue', '0.10000000000000002'],
    ['=', 'int64Value', '9007199254740992'],
    ['=', 'int64Value', '9007199254740993.5'],
    ['>', 'uint64Value', '18446744073709551615'],
    ['!=', 'boolValue', 'true'],
    ['=', 'stringValue', 'acme "x"'],
    ['exists', 'sint32Value', ''],
    ['exists', 'tree.children[2]', ''],
    ['exists', 'choiceNumber', ''],
    ['exists', 'blobs', ''],
    ['=', 'packedInt32[3]', '0'],
    ['=', 'optionalString', ''],
    ['=', 'struct.no', ''],
    ['=', 'stringToString.no', ''],
    ['<', 'stringToTimestamp.due', '2024-05-01'],
    ['=', 'timestamp', '2024-05-01T12:30:00Z'],
    ['=', 'any.no', ''],
    ['=', 'int32Wrapper', '0'],
  ])('not %s: %s %s', (comparison, path, value) => {
    expect(fits(message, path, comparison, value)).toBe(false);
  });

  it.each([
    ['NaN', 'NaN', '=', true],
    ['NaN', '1', '!=', true],
    ['NaN', '1', '<', false],
    ['Infinity', '1e308', '>', true],
    ['-Infinity', '-Infinity', '<=', true],
    ['Infinity', 'NaN', '=', false],
    [9007199254740992, '9007199254740993', '=', false],
    [9007199254740992, '9007199254740993', '<', true],
    [-0, '0', '=', true],
  ] as const)('of a double, %s and %s: %s', (held, typed, comparison, isSo) => {
    expect(fits({ doubleValue: held }, 'doubleValue', comparison, typed)).toBe(isSo);
  });

  it('orders numbers that are kept as texts as numbers', () => {
    expect(fits({ stringValue: '9' }, 'stringValue', '<', '10')).toBe(true);
    expect(fits({ stringValue: '9' }, 'stringValue', '<', '1x')).toBe(false);
    expect(fits({ stringValue: '007' }, 'stringValue', '=', '7')).toBe(false);
  });

  it('is the one that the message’s JSON has, whatever its path', () => {
    const payload = codecs.received.encode(JSON.stringify(message));
    for (const emitDefaults of [false, true]) {
      const whole = codecs.received.decode(payload, { emitDefaults }).json ?? null;
      const places = [...leaves(whole, '$')];
      expect(places.length).toBeGreaterThan(40);
      for (const [path, json] of places) {
        const field = codecs.received.field(parseMessagePath(path), emitDefaults);
        expect([path, field.values(payload)]).toEqual([path, [json]]);
      }
    }
  });

  it.each([
    ['nosuch', 'AllTypes has no field nosuch, at column 1 of the path'],
    ['person.nme', 'Person has no field nme, at column 8 of the path'],
    ['int32Value.x', 'x at column 12 of the path: int32 has no fields'],
    ['int32Value[0]', '[0] at column 11 of the path is of a list, and this is a single value'],
    [
      'timestamp.seconds',
      'seconds at column 11 of the path: google.protobuf.Timestamp has no fields',
    ],
    ['person[*]', '[*] at column 7 of the path is of a list, and this is sample.common.v1.Person'],
    ['person', 'person is a message, which is not compared as a whole'],
  ])('is not found at %s', (path, fault) => {
    expect(() => fits({}, path, '=', '1')).toThrow(fault);
  });

  it.each([
    ['int32Value', 'x', 'int32Value is compared with a number, and "x" is none'],
    ['boolValue', 'yes', 'boolValue is compared with true or false, and "yes" is none'],
    ['color', 'GREN', 'color is one of sample.types.v1.Color, which has no GREN'],
    ['timestamp', 'now', 'timestamp is compared with a time, such as'],
    ['duration', 'long', 'duration is compared with a duration, such as 1.5s'],
  ])('%s cannot be compared with %s', (path, value, fault) => {
    expect(() => fits({}, path, '=', value)).toThrow(fault);
  });
});

describe('a text in a message', () => {
  it('is found in its JSON, with or without regard to capitals', () => {
    expect(finds(message, { text: '"stringvalue":"acme \\"x\\""' })).toBe(true);
    expect(finds(message, { text: 'acme', isCaseSensitive: true })).toBe(false);
    expect(finds(message, { text: '9007199254740993' })).toBe(true);
    expect(finds({ stringValue: 'Größe ΑΣ' }, { text: 'GRÖSSE' })).toBe(false);
    expect(finds({ stringValue: 'Größe ΑΣ' }, { text: 'GRÖß' })).toBe(true);
  });
});

/** Paths to the values that are neither object nor list. */
function* leaves(json: Json, path: string): Generator<readonly [string, Json]> {
  if (typeof json !== 'object' || json === null) yield [path, json];
  else if (Array.isArray(json))
    for (const [index, item] of json.entries()) yield* leaves(item, `${path}[${index}]`);
  else
    for (const [name, item] of Object.entries(json))
      yield* leaves(item, `${path}${pathStep(name)}`);
}
