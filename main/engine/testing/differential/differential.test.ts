import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundledNames, bundledSchema } from '#engine/schema/bundled/bundled-files.ts';
import { composeSources } from '#engine/schema/compose.ts';
import { readDescriptorSet } from '#engine/schema/descriptor-set/read-descriptor-set.ts';
import { linkFiles } from '#engine/schema/link/link.ts';
import { parseFile } from '#engine/schema/parse/parse-file.ts';
import { Schema } from '#engine/schema/schema.ts';
import { SchemaFile } from '#engine/schema/schema-file.ts';
import { testSchema } from '../conformance/test-schema.ts';
import { randomSchema } from '../fuzz/random-schema.ts';
import { Random } from '../random.ts';
import { compareCodecs } from './compare-codecs.ts';
import { reflectedSchema } from './reflected-schema.ts';
import { sameJson } from './same-json.ts';

const samples = fileURLToPath(new URL('../../../../proto-samples/samples.binpb', import.meta.url));

function schemaOf(files: readonly SchemaFile[]): Schema {
  return new Schema(composeSources([{ files, diagnostics: [] }]));
}

describe('messages as @bufbuild/protobuf reads and writes them', () => {
  it.each<[string, () => readonly SchemaFile[]]>([
    ['the bundled files', () => bundledSchema(bundledNames())],
    ['the samples', () => readDescriptorSet(readFileSync(samples))],
    ['the official test messages', () => testSchema().files],
  ])('are the same for %s', (_, files) => {
    const schema = schemaOf(files());
    const set = schema.compile({ sourceInfo: false });
    const found = compareCodecs(set, schema, new Random(1), 1);
    expect(found.differences).toEqual([]);
    expect(found.left).toEqual([]);
    expect(found.types).toBeGreaterThan(30);
  });

  it('are the same for a schema that came over reflection', async () => {
    const set = schemaOf(testSchema().files).compile({ sourceInfo: false });
    const schema = await reflectedSchema(set);
    const found = compareCodecs(set, schema, new Random(2), 2);
    expect(found.differences).toEqual([]);
  });

  it('are the same for random schemas', () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const { files } = linkFiles([parseFile('a.proto', randomSchema(new Random(seed)))]);
      const schema = schemaOf(files.map((file) => SchemaFile.of(file)));
      const set = schema.compile({ sourceInfo: false });
      const found = compareCodecs(set, schema, new Random(seed), 3);
      expect(found.differences, `seed ${seed}`).toEqual([]);
    }
  });
});

it('a difference is found', () => {
  const text = (type: string) => `syntax = "proto3"; message M { ${type} a = 1; }`;
  const [one, other] = ['sint32', 'int32'].map((type) =>
    schemaOf(
      linkFiles([parseFile('a.proto', text(type))]).files.map((file) => SchemaFile.of(file)),
    ),
  );
  const set = one?.compile({ sourceInfo: false }) ?? new Uint8Array();
  if (other === undefined) throw new Error('there is no schema');
  expect(compareCodecs(set, other, new Random(1), 20).differences).toEqual([
    expect.stringMatching(/^M: the JSON differs: \$\.a/),
  ]);
  expect(sameJson({ a: [1] }, { a: [1, 2] })).toBe('$.a.1: undefined, theirs 2');
  expect(sameJson({ a: 0.1 }, { a: Math.fround(0.1) })).toBeUndefined();
});
