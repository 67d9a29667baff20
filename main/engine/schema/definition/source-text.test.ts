import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { bundledFile } from '../bundled/bundled-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-text-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const text = `// mine
syntax = "proto3"; import "google/protobuf/any.proto";
message M { google.protobuf.Any any = 1; }
`;

async function schema() {
  const path = join(folder, 'a.proto');
  writeFileSync(path, text);
  const engine = quietEngine();
  const sources = { protos: [path], importPaths: [], descriptorSets: [], reflection: false };
  return { path, schema: await engine.schema({ target: null, sources }) };
}

describe('the text of a file', () => {
  it('is as it is on disk, by its name or path', async () => {
    const { path, schema: read } = await schema();
    expect(await read.sourceText('a.proto')).toEqual({ file: 'a.proto', path, text });
    expect(await read.sourceText(path)).toEqual({ file: 'a.proto', path, text });
  });

  it('is the one that comes with Duplex, where there is no other', async () => {
    const name = 'google/protobuf/any.proto';
    const { schema: read } = await schema();
    expect(await read.sourceText(name)).toEqual({ file: name, text: bundledFile(name) });
  });

  it('is not had of any other file', async () => {
    const { path, schema: read } = await schema();
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    for (const file of [join(folder, 'secret.txt'), `${path}/../secret.txt`, '../secret.txt', ''])
      await expect(read.sourceText(file)).rejects.toThrow('no file of this schema');
  });

  it('is not had when it has become too long or is gone', async () => {
    const { path, schema: read } = await schema();
    writeFileSync(path, Buffer.alloc(4 * 1024 * 1024 + 1, ' '));
    await expect(read.sourceText('a.proto')).rejects.toThrow('more than 4194304');
    rmSync(path);
    await expect(read.sourceText('a.proto')).rejects.toThrow('cannot be shown');
  });
});

describe('the source of a definition', () => {
  it('is what holds it, of all that was given, and none where only an import led to it', async () => {
    for (const name of ['given', 'deps/dep']) mkdirSync(join(folder, name), { recursive: true });
    const path = (name: string) => join(folder, name);
    writeFileSync(path('one.proto'), 'syntax = "proto3"; import "dep/d.proto"; message One {}');
    writeFileSync(path('given/two.proto'), 'syntax = "proto3"; message Two {}');
    writeFileSync(path('deps/dep/d.proto'), 'syntax = "proto3"; message Dep {}');
    const sources = {
      protos: [path('one.proto'), path('given')],
      importPaths: [path('deps')],
      descriptorSets: [],
      reflection: false,
    };
    const read = await quietEngine().schema({ target: null, sources });
    const source = (symbol: string) => read.definition(symbol).source;
    expect(['One', 'Two', 'Dep'].map(source)).toEqual(['one.proto', 'given', '']);
  });
});
