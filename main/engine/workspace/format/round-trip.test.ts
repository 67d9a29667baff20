import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { SavedRequest, Variable } from '#app/contract/workspace.ts';
import { optionKeys } from '#app/core/workspace/option-keys.ts';
import { Random } from '#engine/testing/random.ts';
import { readRequest } from './read-file.ts';
import { requestWanted } from './wanted.ts';
import { writtenFile } from './write-file.ts';

const pieces = [
  ...[
    '{',
    '}',
    '{}',
    '[',
    ']',
    ':',
    ': ',
    ' #',
    '# ',
    '- ',
    '---',
    '\n---\n',
    '...',
    '\n...\n',
    '%YAML',
  ],
  ...['"', "'", '\\', '|', '>', '&a', '*a', '!!str', '?', '? ', '@', '`', ',', '~', 'null', 'true'],
  ...[
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\n ',
    '\n\t',
    ' \n',
    '\t\n',
    '\u2028',
    '\u2029',
  ],
  ...[
    '\u0085',
    '\ufeff',
    '\ufffe',
    '\0',
    '\u0007',
    '\u007f',
    '\ud800',
    '\udc00',
    '😀',
    'é',
    'e\u0301',
  ],
  ...[
    '{{uuid}}',
    '{{ base64 "{{" }}',
    '5',
    '0x1F',
    '1e400',
    '-0',
    '.5',
    '9007199254740993',
    'yes',
    'abc',
  ],
  ...['{ "name": "Ada" }', '// comment', 'x'.repeat(130), '"a": 1,\n    "b": [ 2 ]   \n'],
];

const text = (random: Random, most = 8): string =>
  Array.from({ length: random.below(most + 1) }, () => random.pick(pieces)).join('');

/** A text that says something: an empty one is left out. */
const said = (random: Random): string => text(random) + random.pick(['a', '5', '"', '\n', ' ']);

function variable(random: Random, index: number): Variable {
  const json = [
    '9007199254740993',
    '-0',
    '1.10',
    'true',
    'null',
    '[1,"x",{"a":null}]',
    '{"k":1e5}',
  ];
  const name = `${random.pick(['a', 'b.c', 'é', '5', 'true', '- x', '#'])}${index}`;
  if (random.below(2) === 0) return { name, value: random.pick(json), type: 'json' };
  return { name, value: text(random), type: 'text' };
}

function request(random: Random): SavedRequest {
  const some = <Value>(make: () => Value): Value[] => Array.from({ length: random.below(4) }, make);
  const maybe = <Value>(key: string, value: Value): object =>
    random.below(2) === 0 ? {} : { [key]: value };
  const rows = some(() => ({
    name: text(random),
    value: text(random),
    ...maybe('disabled', true),
  }));
  const variables = some(() => 0).map((_, index) => variable(random, index));
  const options = Object.keys(optionKeys).filter(() => random.below(5) === 0);
  return {
    // Not all that is a text is a method.
    method: text(random).replaceAll('{{', '{'),
    ...maybe('target', said(random)),
    ...maybe('tls', {
      ...maybe('serverName', said(random)),
      ...maybe(
        'caPaths',
        some(() => said(random)),
      ),
    }),
    ...(rows.length > 0 && { metadata: rows }),
    ...maybe('deadline', said(random)),
    ...(options.length > 0 && {
      options: Object.fromEntries(options.map((name) => [name, said(random)])),
    }),
    ...maybe('schema', [{ kind: 'proto', path: said(random) }, { kind: 'reflection' }]),
    ...(variables.length > 0 && { variables }),
    messages: some(() => text(random, 14)),
    ...maybe('docs', said(random)),
  };
}

it('whatever is saved is read again exactly, and no other reader of YAML sees another thing', () => {
  const random = new Random(1);
  for (let round = 0; round < 300; round += 1) {
    const first = request(random);
    const written = writtenFile('', requestWanted(first));
    expect(readRequest(written)).toEqual(first);
    expect(writtenFile(written, requestWanted(first))).toBe(written);
    expect(parse(written, { schema: 'core' }).messages ?? []).toEqual(first.messages);
    const second = request(random);
    const changed = writtenFile(written, requestWanted(second));
    expect(readRequest(changed)).toEqual(second);
  }
});

it('what else stands in a file is there after any change, byte by byte', () => {
  const random = new Random(2);
  const others = [
    '# one',
    'other:   [ 1,  2.50 ] # why',
    'note: "x"   ',
    '"odd" : &a {b: 1}',
    'more:',
    '  deep: |+',
    '    text  ',
    '',
  ];
  for (let round = 0; round < 100; round += 1) {
    const before = writtenFile(`${others.join('\n')}\n`, requestWanted(request(random)));
    const lineBreak = random.pick(['\n', '\r\n']);
    const file = before.replaceAll(/\r?\n/g, lineBreak);
    const next = request(random);
    const after = writtenFile(file, requestWanted(next));
    const there = after.split(/\r?\n/);
    expect(there.filter((line) => others.includes(line))).toEqual(expect.arrayContaining(others));
  }
});
