import { describe, expect, it } from 'vitest';
import { Failure } from '#app/contract/result.ts';
import type { Variable } from '#app/contract/workspace.ts';
import type { Source } from './generated.ts';
import { namesUsed, resolveJson, resolveText, usesIn, type Values } from './resolve.ts';
import type { Scope } from './scope.ts';

let made = 0;
const source: Source = {
  uuid: () => {
    made += 1;
    return `uuid-${made}`;
  },
  now: () => Date.UTC(2026, 0, 31, 12),
  random: () => 0.5,
  base64: (text) => Buffer.from(text).toString('base64'),
};

const text = (name: string, value: string): Variable => ({ name, value, type: 'text' });
const json = (name: string, value: string): Variable => ({ name, value, type: 'json' });

function scope(title: string, variables: readonly Variable[], secrets?: readonly string[]): Scope {
  return { from: title, title, variables, ...(secrets && { secrets }) };
}

function valuesOf(scopes: readonly Scope[], more: Partial<Values> = {}): Values {
  return { scopes, secrets: new Map(), env: new Map(), source, ...more };
}

const values = valuesOf(
  [
    scope('environments/local.yaml', [
      text('host', 'localhost'),
      text('quoted', 'say "hi"\nback\\slash'),
      json('n', '9007199254740993'),
      json('list', '[1, 2]'),
      text('address', 'grpc://{{host}}:{{n}}'),
      json('nested', '{"host": "{{host}}", "n": {{n}}}'),
    ]),
    scope('duplex.yaml', [text('host', 'far'), json('yes', 'true')], []),
  ],
  { env: new Map([['USER', 'ada']]) },
);

function failureOf(work: () => unknown): { message: string; hint?: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error.error;
    throw error;
  }
  throw new Error('It did not fail');
}

describe('a text with variables', () => {
  it('has their texts, the nearest of each name, and those of variables in them', () => {
    expect(resolveText('{{host}}/{{ n }}/{{yes}}', values)).toBe('localhost/9007199254740993/true');
    expect(resolveText('{{address}}', values)).toBe('grpc://localhost:9007199254740993');
    expect(resolveText('no { braces } here', values)).toBe('no { braces } here');
    expect(resolveText('{{env.USER}}@{{"{{"}}x{{\'}}\'}}', values)).toBe('ada@{{x}}');
  });

  it('has generated values, each of them new', () => {
    const [one, other] = resolveText('{{uuid}} {{uuid}}', values).split(' ');
    expect(one).not.toBe(other);
    expect(resolveText('{{now}} {{unix}} {{unix-ms}}', values)).toBe(
      '2026-01-31T12:00:00.000Z 1769860800 1769860800000',
    );
    expect(resolveText('{{random-int 1 10}} {{base64 "ü:x"}} {{base64 host}}', values)).toBe(
      `6 ${source.base64('ü:x')} ${source.base64('localhost')}`,
    );
  });

  it('makes whole numbers of any size, both ends included', () => {
    const at = (random: number) =>
      resolveText('{{random-int 9007199254740993 9223372036854775807}}', {
        ...values,
        source: { ...source, random: () => random },
      });
    expect(at(0)).toBe('9007199254740993');
    expect(at(1 - 2 ** -53)).toBe('9223372036854775807');
  });

  it.each([
    [
      '{{hots}}',
      /no variable hots \(line 1, column 1\)/,
      /environments\/local.yaml, duplex.yaml.*"host"/,
    ],
    ['a\n b {{nope}}', /line 2, column 4/, /Define it/],
    ['{{env.NOPE}}', /env\.NOPE/, /trust/],
    ['{{host', /not closed/, /\{\{"\{\{"\}\}/],
    ['{{}}', /names no variable/, /\{\{name\}\}/],
    ['{{uuidd}}', /no variable uuidd/, /"uuid"/],
    ['{{random-int 5}}', /1 inputs, and takes 2/, /random-int MIN MAX/],
    ['{{random-int 5 1}}', /no whole number/, /smaller one first/],
    ['{{b64 host}}', /generates nothing/, /base64 X/],
  ])('%s is refused', (written, message, hint) => {
    const failure = failureOf(() => resolveText(written, values));
    expect(failure.message).toMatch(message);
    expect(failure.hint).toMatch(hint);
  });

  it('tells of variables that need themselves, and of those that grow without end', () => {
    const circle = valuesOf([scope('a', [text('a', '{{b}}'), text('b', '{{a}}')])]);
    expect(failureOf(() => resolveText('{{a}}', circle)).message).toMatch(/a → b → a/);
    const doubling = Array.from({ length: 60 }, (_, i) =>
      text(`v${i}`, `{{v${i + 1}}}{{v${i + 1}}}`),
    );
    const laughs = valuesOf([scope('a', [...doubling, text('v60', 'ha')])]);
    expect(failureOf(() => resolveText('{{v0}}', laughs)).message).toMatch(/never comes to an end/);
    const chain = Array.from({ length: 10_000 }, (_, i) => text(`v${i}`, `{{v${i + 1}}}`));
    const deep = [scope('a', chain)];
    expect(failureOf(() => resolveText('{{v0}}', valuesOf(deep))).message).toMatch(/100 deep/);
    expect(namesUsed(['{{v0}}'], deep).names.size).toBe(10_001);
  });

  it('asks for a secret that has no value, and never takes one from a file', () => {
    const scopes = [scope('e', [text('token', 'written')], ['token'])];
    expect(failureOf(() => resolveText('{{token}}', valuesOf(scopes))).message).toMatch(
      /secret token/,
    );
    const given = valuesOf(scopes, { secrets: new Map([['token', 's3']]) });
    expect(resolveText('Bearer {{token}}', given)).toBe('Bearer s3');
  });
});

describe('a message with variables', () => {
  it.each([
    ['{"id": {{n}}}', '{"id": 9007199254740993}'],
    ['{"id": "{{n}}"}', '{"id": "9007199254740993"}'],
    ['{"name": {{host}}}', '{"name": "localhost"}'],
    ['{"name": "at {{host}}!"}', '{"name": "at localhost!"}'],
    ['{"a": "{{quoted}}"}', String.raw`{"a": "say \"hi\"\nback\\slash"}`],
    ['{"a": {{quoted}}}', String.raw`{"a": "say \"hi\"\nback\\slash"}`],
    ['{"a": {{list}}, "b": {{yes}}}', '{"a": [1, 2], "b": true}'],
    ['{"a":{"b":{{n}}}}', '{"a":{"b":9007199254740993}}'],
    ['{{nested}}', '{"host": "localhost", "n": 9007199254740993}'],
    ['{"at": {{unix}}, "t": {{now}}}', '{"at": 1769860800, "t": "2026-01-31T12:00:00.000Z"}'],
    ['{"t": "{{base64 \'a"b\'}}"}', `{"t": "${source.base64('a"b')}"}`],
    ['{"a": "\\"{{host}}"}', '{"a": "\\"localhost"}'],
    [
      '{ // {{nope}} "\n "a": /* {{nope " */ {{n}} }',
      '{ // {{nope}} "\n "a": /* {{nope " */ 9007199254740993 }',
    ],
  ])('%s', (written, expected) => {
    expect(resolveJson(written, values)).toBe(expected);
  });

  it('keeps every text in quotes what it was', () => {
    const nasty = ['\u0000', '\u2028', '😀', '"', '\\', '{{host}}', '\ud800'];
    for (const value of nasty.filter((one) => !one.includes('{{'))) {
      const resolved = resolveJson('{"a": "{{v}}"}', valuesOf([scope('s', [text('v', value)])]));
      expect(JSON.parse(resolved)).toEqual({ a: value });
    }
  });

  it('is resolved in time that grows with its length', () => {
    const item = '{"id": {{n}}, "host": "{{host}}"},';
    const long = `[${item.repeat(40_000)}{}]`;
    expect(JSON.parse(resolveJson(long, values))).toHaveLength(40_001);
  });
});

describe('what texts use', () => {
  it('is told with places, broken uses left out', () => {
    expect(usesIn('{{a}} {{ {{env.B}} {{base64 c}}').map(({ from }) => from)).toEqual([0, 9, 19]);
  });

  it('is told by name, with the variables of variables', () => {
    const { names, env } = namesUsed(['{{address}} {{env.HOME}}'], values.scopes);
    expect([...names].toSorted()).toEqual(['address', 'host', 'n']);
    expect([...env]).toEqual(['HOME']);
  });
});
