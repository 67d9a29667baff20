import { describe, expect, it } from 'vitest';
import type { FieldDoc, MessageDoc } from '#app/contract/definition.ts';
import { bundledFile, bundledSchema } from '../bundled/bundled-files.ts';
import { composeSources } from '../compose.ts';
import { linkFiles } from '../link/link.ts';
import { parseFile } from '../parse/parse-file.ts';
import { Schema } from '../schema.ts';
import { SchemaFile } from '../schema-file.ts';

const imported = [
  'buf/validate/validate.proto',
  'validate/validate.proto',
  'google/api/field_behavior.proto',
  'google/protobuf/duration.proto',
  'google/protobuf/timestamp.proto',
];

function docOf(body: string, type = 'p.M'): MessageDoc {
  const text = `syntax = "proto3"; package p;
${imported.map((name) => `import "${name}";\n`).join('')}${body}`;
  const all = bundledSchema(imported).map(({ name }) => name);
  const { files, diagnostics } = linkFiles([
    parseFile('p.proto', text),
    ...all.map((name) => parseFile(name, bundledFile(name) ?? '')),
  ]);
  expect(diagnostics).toEqual([]);
  const loaded = { files: files.map((file) => SchemaFile.of(file)), diagnostics };
  return new Schema(composeSources([loaded])).messageDoc(type);
}

function fieldsOf(body: string): Record<string, FieldDoc> {
  return Object.fromEntries(docOf(`message M { ${body} }`).fields.map((one) => [one.name, one]));
}

describe('the documentation of a message', () => {
  it('tells what each field is and what is said of it', () => {
    const doc = docOf(`// What is
// said of M.
message M {
  // The name.
  string first_name = 1;
  repeated N list = 2 [deprecated = true]; // Behind it.
  map<string, E> by_name = 3;
  oneof one { N held = 4; int32 id = 5 [json_name = "ID"]; }
  optional E maybe = 6;
}
message N {}
enum E {
  ZERO = 0;
  // More than one.
  MANY = -2 [deprecated = true];
}`);
    expect(doc).toMatchObject({ name: 'p.M', comment: 'What is\nsaid of M.' });
    const values = [
      { name: 'ZERO', number: 0 },
      { name: 'MANY', number: -2, comment: 'More than one.', deprecated: true },
    ];
    const plain = { kind: 'scalar', repeated: false, rules: [] };
    expect(doc.fields).toEqual([
      {
        ...plain,
        name: 'first_name',
        jsonName: 'firstName',
        number: 1,
        type: 'string',
        comment: 'The name.',
      },
      {
        ...plain,
        name: 'list',
        jsonName: 'list',
        number: 2,
        type: 'repeated p.N',
        typeName: 'p.N',
        kind: 'message',
        repeated: true,
        comment: 'Behind it.',
        deprecated: true,
      },
      {
        ...plain,
        name: 'by_name',
        jsonName: 'byName',
        number: 3,
        type: 'map<string, p.E>',
        typeName: 'p.E',
        kind: 'map',
        values,
      },
      {
        ...plain,
        name: 'held',
        jsonName: 'held',
        number: 4,
        type: 'p.N',
        typeName: 'p.N',
        kind: 'message',
        oneof: 'one',
      },
      { ...plain, name: 'id', jsonName: 'ID', number: 5, type: 'int32', oneof: 'one' },
      {
        ...plain,
        name: 'maybe',
        jsonName: 'maybe',
        number: 6,
        type: 'optional p.E',
        typeName: 'p.E',
        kind: 'enum',
        values,
      },
    ]);
  });

  it.each([
    [
      'string',
      '(buf.validate.field).string = {min_len: 1 max_len: 64}',
      ['length ≥ 1', 'length ≤ 64'],
    ],
    ['string', '(buf.validate.field).string.pattern = "^\\\\d\\"é$"', ['matches ^\\d"é$']],
    [
      'string',
      '(buf.validate.field) = {required: true string: {email: true}}',
      ['required', 'an email address'],
    ],
    ['string', '(buf.validate.field).string = {in: ["a", "b"]}', ['one of a, b']],
    ['string', '(buf.validate.field).string.uuid = false', []],
    ['bytes', '(buf.validate.field).bytes.max_len = 4', ['length ≤ 4 bytes']],
    ['int32', '(buf.validate.field).int32 = {gt: 0 lte: 10}', ['≤ 10', '> 0']],
    ['double', '(buf.validate.field).double = {finite: true gte: -0.5}', ['≥ -0.5', 'finite']],
    [
      'repeated string',
      '(buf.validate.field).repeated = {max_items: 3 unique: true items: {string: {ip: true}}}',
      ['items ≤ 3', 'no item twice', 'each item: an IP address'],
    ],
    [
      'map<string, int32>',
      '(buf.validate.field).map = {min_pairs: 1 keys: {string: {prefix: "x-"}} values: {int32: {gte: 1}}}',
      ['entries ≥ 1', 'each key: begins with x-', 'each value: ≥ 1'],
    ],
    [
      'google.protobuf.Duration',
      '(buf.validate.field).duration = {gte: {seconds: 1 nanos: 500000000}}',
      ['≥ 1.5s'],
    ],
    [
      'google.protobuf.Timestamp',
      '(buf.validate.field).timestamp = {gt_now: true within: {seconds: 3600}}',
      ['in the future', 'within 3600s of now'],
    ],
    [
      'google.protobuf.Timestamp',
      '(buf.validate.field).timestamp.lt = {seconds: 0}',
      ['< 1970-01-01T00:00:00Z'],
    ],
    [
      'int32',
      '(buf.validate.field).cel = {id: "x" message: "must be even" expression: "this % 2 == 0"}',
      ['must be even'],
    ],
    ['int32', '(buf.validate.field).cel_expression = "this > 1"', ['this > 1']],
    ['string', '(buf.validate.field).ignore = IGNORE_ALWAYS', ['not validated']],
    [
      'string',
      '(validate.rules).string = {len: 3 ignore_empty: true}',
      ['length 3', 'not validated while it is empty'],
    ],
    ['p.M', '(validate.rules).message.required = true', ['required']],
    [
      'repeated int32',
      '(validate.rules).repeated = {min_items: 1 items: {int32: {in: [1, 2]}}}',
      ['items ≥ 1', 'each item: one of 1, 2'],
    ],
    [
      'string',
      '(google.api.field_behavior) = REQUIRED, (google.api.field_behavior) = IMMUTABLE',
      ['required', 'immutable'],
    ],
    [
      'string',
      '(google.api.field_behavior) = REQUIRED, (buf.validate.field).required = true',
      ['required'],
    ],
  ])('tells the rules of a %s [%s]', (type, option, rules) => {
    expect(fieldsOf(`${type} f = 1 [${option}];`)['f']?.rules).toEqual(rules);
  });

  it('tells that one of a oneof is required', () => {
    const fields = fieldsOf(
      `oneof a { option (buf.validate.oneof).required = true; int32 b = 1; }
       oneof c { option (validate.required) = true; int32 d = 2; } oneof e { int32 f = 3; }`,
    );
    expect(Object.values(fields).map(({ rules }) => rules)).toEqual([
      ['one of a is required'],
      ['one of c is required'],
      [],
    ]);
  });

  it('is not had of what is no message', () => {
    expect(() => docOf('enum E { A = 0; }', 'p.E')).toThrow('no message p.E');
    expect(() => docOf('', '__proto__')).toThrow('no message __proto__');
  });
});
