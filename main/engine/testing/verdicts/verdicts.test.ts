import { describe, expect, it } from 'vitest';
import { MEANING_CASES } from './meaning-cases.ts';
import { REFUSED_CASES } from './refused-cases.ts';
import { SHAPE_CASES } from './shape-cases.ts';
import { TEXT_CASES } from './text-cases.ts';
import { VALUE_CASES } from './value-cases.ts';
import { isSameLine, ownVerdict, protocVerdict } from './verdict.ts';

/** Files that the cases may import. */
const IMPORTABLE = {
  'other.proto': 'syntax = "proto3"; package other; message T {}',
  'passing.proto': 'syntax = "proto3"; import public "other.proto";',
  'using.proto': 'syntax = "proto3"; import "other.proto"; message U { other.T t = 1; }',
  'custom.proto': `syntax = "proto2"; package custom; import "google/protobuf/descriptor.proto";
message Rule { optional string a = 1; optional int32 b = 2; optional Rule more = 3; repeated int32 list = 4; }
extend google.protobuf.MessageOptions { optional Rule rule = 50000; optional uint32 count = 50001; repeated Rule rules = 50002; }`,
  'extendable.proto':
    'syntax = "proto2"; package extendable; message M { extensions 100; } enum Closed { A = 1; }',
};

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
});

describe('verdicts and lines are those of protoc', () => {
  it('over at least ten files in each of fourteen categories', () => {
    expect(cases).toHaveLength(14);
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
