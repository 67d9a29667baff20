import { expect, test } from 'vitest';
import type { FieldDoc, MessageDoc } from '#app/contract/definition.ts';
import { bestFirst } from '#renderer/ui/code-editor/best-first.ts';
import { placeAt } from '#renderer/ui/code-editor/json-place.ts';
import { messageHelp } from './message-help.ts';
import type { MessageSource } from './message-source.ts';

function field(name: string, type: string, change: Partial<FieldDoc> = {}): FieldDoc {
  const jsonName = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const kind = 'scalar';
  return { name, jsonName, number: 1, type, kind, repeated: false, rules: [], ...change };
}

const kind = {
  kind: 'enum',
  typeName: 'p.Kind',
  values: [
    { name: 'NONE', number: 0 },
    { name: 'BIG', number: 1, comment: 'Larger than usual.', deprecated: true },
  ],
} as const;
const mask = { kind: 'message', typeName: 'google.protobuf.FieldMask' } as const;
const person = { kind: 'message', typeName: 'p.Person' } as const;
const docs: readonly MessageDoc[] = [
  {
    name: 'p.Person',
    comment: 'Somebody.',
    fields: [
      field('first_name', 'string', { comment: 'As it is called.', rules: ['length ≤ 64'] }),
      field('kind', 'p.Kind', kind),
      field('kinds', 'repeated p.Kind', { ...kind, repeated: true }),
      field('friends', 'repeated p.Person', { ...person, repeated: true }),
      field('by_name', 'map<string, p.Person>', { ...person, kind: 'map' }),
      field('flag', 'bool', { oneof: 'choice' }),
      field('count', 'int64', { oneof: 'choice' }),
      field('more', 'google.protobuf.Any', { kind: 'message', typeName: 'google.protobuf.Any' }),
    ],
  },
  {
    name: 'p.Update',
    fields: [
      field('the_thing', 'p.Thing', { kind: 'message', typeName: 'p.Thing' }),
      field('update_mask', mask.typeName, mask),
    ],
  },
  {
    name: 'p.Thing',
    fields: [
      field('full_name', 'string'),
      field('of', 'p.Owner', { kind: 'message', typeName: 'p.Owner' }),
      field('all', 'repeated p.Owner', { kind: 'message', typeName: 'p.Owner', repeated: true }),
    ],
  },
  {
    name: 'p.Owner',
    fields: [
      field('last_name', 'string'),
      field('flags', 'map<string, bool>', { kind: 'map' }),
      field('read_mask', mask.typeName, mask),
    ],
  },
  {
    name: 'p.ListReply',
    fields: [
      field('things', 'repeated p.Thing', {
        kind: 'message',
        typeName: 'p.Thing',
        repeated: true,
      }),
      field('next', 'string'),
    ],
  },
  {
    name: 'p.Two',
    fields: [
      field('one', 'p.Thing', { kind: 'message', typeName: 'p.Thing' }),
      field('other', 'p.Thing', { kind: 'message', typeName: 'p.Thing' }),
      field('mask', mask.typeName, mask),
    ],
  },
];

const source: MessageSource = {
  message: async (type) => docs.find(({ name }) => name === type),
  skeleton: async (type) => `{"of": "${type}"}`,
  messagesLike: async (query) => [`p.${query}1`, `p.${query}2`],
};
const help = messageHelp(source, 'p.Person');

function at(marked: string) {
  const place = placeAt(marked.replace('|', ''), marked.indexOf('|'));
  if (place === undefined) throw new Error(`nothing can stand at ${marked}`);
  return place;
}

async function labels(marked: string, type = 'p.Person'): Promise<readonly string[]> {
  return (await messageHelp(source, type).suggest(at(marked))).map(({ label }) => label);
}

const all = ['firstName', 'kind', 'kinds', 'friends', 'byName', 'flag', 'count', 'more'];
const without = (...names: string[]) => all.filter((name) => !names.includes(name));

test.each<[string, readonly string[]]>([
  ['{|}', all],
  ['{"first_name": "", "|"}', ['kind', 'kinds', 'friends', 'by_name', 'flag', 'count', 'more']],
  ['{"flag": true, |', without('flag', 'count')],
  ['{"friends": [{}, {"kind": "BIG", "|', without('kind')],
  ['{"byName": {"Ada": {|', all],
  ['{"byName": {|', []],
  ['{"more": {|', ['@type']],
  ['{"more": {"@type": "a/p.Person", |', all],
  ['{"unknown": {|', []],
  ['{"kind": "|"', ['NONE', 'BIG']],
  ['{"kinds": ["NONE", |]', ['NONE', 'BIG']],
  ['{"kinds": |', ['[]']],
  ['{"flag": |', ['true', 'false']],
  ['{"firstName": "|"', []],
  ['{"friends": [|', ['a first value']],
  ['{"more": {"@type": "type.googleapis.com/Per|"', ['p.Per1', 'p.Per2']],
])('suggests for %s', async (marked, wanted) => {
  expect(await labels(marked)).toEqual(wanted);
});

test.each<[string, string, readonly string[]]>([
  ['p.Owner', '{"flags": {"a": |', ['true', 'false']],
  ['p.Owner', '{"flags": {"a": true, "b": |}}', ['true', 'false']],
  ['p.Update', '{"updateMask": "|"}', ['fullName', 'of', 'all']],
  ['p.Update', '{"updateMask": "of.la|"}', ['of.lastName', 'of.flags', 'of.readMask']],
  ['p.Update', '{"updateMask": "of,fullName,|"}', ['of,fullName,all']],
  ['p.Update', '{"updateMask": "all.|"}', []],
  ['p.Owner', '{"readMask": "|"}', ['lastName', 'flags']],
  ['p.Two', '{"mask": "|"}', ['one', 'other']],
  ['p.Two', '{"mask": "the_one.|"}', []],
])('suggests in %s for %s', async (type, marked, wanted) => {
  expect(await labels(marked, type)).toEqual(wanted);
});

test('a mask for reading is about what is answered, a thing or a list of them', async () => {
  const reads = async (reply: string, typed = '') =>
    (await messageHelp(source, 'p.Owner', reply).suggest(at(`{"readMask": "${typed}|"}`))).map(
      ({ label }) => label,
    );
  expect(await reads('p.Thing')).toEqual(['fullName', 'of', 'all']);
  expect(await reads('p.ListReply')).toEqual(['fullName', 'of', 'all']);
  expect(await reads('p.Update')).toEqual(['theThing', 'updateMask']);
  expect(await reads('p.Update', 'the_thing.full_')).toEqual([
    'theThing.fullName',
    'theThing.of',
    'theThing.all',
  ]);
});

test('a field is found by either of its names', async () => {
  const own: MessageSource = {
    ...source,
    message: async () => ({
      name: 'p.Own',
      fields: [
        field('customName', 'string', { jsonName: 'zebra' }),
        field('book_title', 'string'),
        field('update_mask', mask.typeName, mask),
      ],
    }),
  };
  const found = async (marked: string, typed: string) =>
    bestFirst(await messageHelp(own, 'p.Own').suggest(at(marked)), typed).map(({ label }) => label);
  expect(await found('{"customN|"}', 'customN')).toEqual(['zebra']);
  expect(await found('{"updateMask": "book_|"}', 'book_')).toEqual(['bookTitle']);
});

test('names go on as they are written', async () => {
  expect(await labels('{"the_thing": {|', 'p.Update')).toEqual(['full_name', 'of', 'all']);
  expect(await labels('{"the_|', 'p.Update')).toEqual(['the_thing', 'update_mask']);
  expect(await labels('{"theThing": {|', 'p.Update')).toEqual(['fullName', 'of', 'all']);
});

test.each<[string, string]>([
  ['firstName', '""'],
  ['kind', '""'],
  ['friends', '[]'],
  ['byName', '{}'],
  ['flag', 'false'],
  ['count', '"0"'],
  ['more', '{"of": "google.protobuf.Any"}'],
])('a first value of %s', async (name, value) => {
  const suggestion = (await help.suggest(at('{|}'))).find(({ label }) => label === name);
  expect(suggestion?.insert).toBe(`"${name}"`);
  expect(await suggestion?.value?.()).toBe(value);
});

test('explains a field by its name or value, an enum value, and else the message', async () => {
  const name = {
    title: 'firstName: string',
    comment: 'As it is called.',
    notes: ['length ≤ 64', 'field 1, in .proto files first_name'],
  };
  expect(await help.explain(at('{"firs|tName": "Ada"}'))).toEqual(name);
  expect(await help.explain(at('{"firstName": "A|da"}'))).toEqual(name);
  expect(await help.explain(at('{"kinds": ["B|IG"]}'))).toMatchObject({
    title: 'BIG = 1',
    comment: 'Larger than usual.',
    notes: ['deprecated'],
  });
  expect(await help.explain(at('{|'))).toMatchObject({ title: 'p.Person' });
  expect(await help.explain(at('{"no|ne": 1}'))).toEqual({
    title: 'none',
    notes: ['p.Person has no field of that name'],
  });
  expect(await help.explain(at('{"none": {"a|": 1}}'))).toBeUndefined();
});

test.each<[string, readonly string[]]>([
  ['{"first_name": "", "kind": "BIG", "count": 1}', []],
  ['{"nmae": 1}', ['$.nmae name']],
  [
    '{"firstName": 1, "count": "abc", "friends": {}, "byName": {"a": {"flag": "yes"}}}',
    ['$.firstName value', '$.count value', '$.friends value', '$.byName.a.flag value'],
  ],
  ['{"count": null, "flag": "{{}}", "friends": [null]}', []],
  ['{"kind": "BGI", "kinds": ["BIG", "NOPE", 7]}', ['$.kind value', '$.kinds[1] value']],
  ['{"friends": [{}, {"byName": {"a b": {"x": 1}}}]}', ['$.friends[1].byName["a b"].x name']],
  ['{"more": {"@type": "a/p.Person", "x": 1}, "[p.ext]": 1}', ['$.more.x name']],
  ['{"more": {"@type": "a/p.Unknown", "x": 1}}', []],
  ['{"__proto__": 1}', ['$.__proto__ name']],
  ['[1]', []],
])('hints in %s', async (text, wanted) => {
  const hints = await help.check(JSON.parse(text));
  expect(hints.map(({ path, part }) => `${path} ${part}`)).toEqual(wanted);
});

test('hints say in words what does not fit, and what may be meant', async () => {
  const json = { first_nam: '', firstname: '', zzzzzzz: 1, count: 'abc', kind: 'BGI' };
  expect((await help.check(json)).map(({ message }) => message)).toEqual([
    'p.Person has no field “first_nam”. Did you mean "first_name"?',
    'p.Person has no field “firstname”. Did you mean "firstName"?',
    'p.Person has no field “zzzzzzz”',
    'expected int64, got "abc"',
    'expected a value of p.Kind, got "BGI"',
  ]);
});

test('hints are bounded', async () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x${index}`, 1]));
  expect(await help.check(many)).toHaveLength(20);
});
