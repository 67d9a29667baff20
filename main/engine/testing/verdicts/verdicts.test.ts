import { describe, expect, it } from 'vitest';
import { EDITION_CASES } from './edition-cases.ts';
import { IMPORTABLE } from './importable.ts';
import { MEANING_CASES } from './meaning-cases.ts';
import { REFUSED_CASES } from './refused-cases.ts';
import { RULE_CASES } from './rule-cases.ts';
import { SHAPE_CASES } from './shape-cases.ts';
import { TEXT_CASES } from './text-cases.ts';
import { VALUE_CASES } from './value-cases.ts';
import { isSameLine, ownVerdict, protocVerdict } from './verdict.ts';

/** Here Duplex names the second map, protoc the message around both. */
const OWN_LINES = [
  'syntax = "proto3";\nmessage M {\n  map<string, string> foo_bar = 1;\n  map<string, string> fooBar = 2;\n}',
];

const cases = Object.entries({
  ...TEXT_CASES,
  ...MEANING_CASES,
  ...SHAPE_CASES,
  ...VALUE_CASES,
  ...REFUSED_CASES,
  ...EDITION_CASES,
  ...RULE_CASES,
});

describe('verdicts and lines are those of protoc', () => {
  it('over at least ten files in each of twenty-two categories', () => {
    expect(cases).toHaveLength(22);
    for (const [category, files] of cases) expect(files.length, category).toBeGreaterThan(9);
  });

  it.each(cases)('%s', (_, files) => {
    for (const text of files) {
      const texts = new Map(Object.entries({ ...IMPORTABLE, 'bad.proto': text }));
      const own = ownVerdict('bad.proto', texts);
      const protoc = protocVerdict('bad.proto', texts);
      expect([text, own.accepted]).toEqual([text, protoc.accepted]);
      if (!OWN_LINES.includes(text) && !isSameLine(own, protoc))
        expect([text, own.lines]).toEqual([text, protoc.lines]);
    }
  });
});
