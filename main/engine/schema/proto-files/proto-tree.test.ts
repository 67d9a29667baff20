import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Random } from '#engine/testing/random.ts';
import { RandomProtos } from '#engine/testing/random-protos.ts';
import { protoFolder } from './proto-folder.ts';
import { ProtoTree, type ReadTree } from './proto-tree.ts';

const { path, write } = protoFolder();

function plain({ files, layout, diagnostics }: ReadTree): unknown {
  return {
    layout,
    diagnostics,
    names: files.map(({ name }) => name),
    files: files.map(({ bytes, index }) => [Buffer.from(bytes).toString('base64'), index]),
  };
}

const read = (tree: ProtoTree, changed?: readonly string[]): Promise<ReadTree> =>
  tree.read(new AbortController().signal, () => undefined, changed);

describe('proto files that are read again', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 129, 155])(
    'are what they are when read anew (seed %i)',
    async (seed) => {
      const protos = new RandomProtos(new Random(seed), 10);
      // Of a folder all files are known before; of three files the others come by their imports.
      const given = seed % 2 === 0 ? ['in'] : ['in/f9.proto', 'in/f7.proto', 'in/f8.proto'];
      const options = { protos: given.map(path), importPaths: [path('in')], cwd: path() };
      for (const [name, text] of protos.texts()) await write({ [`in/${name}`]: text });
      const tree = new ProtoTree(options);
      let changed: string[] | undefined;
      for (let step = 0; step < 40; step += 1) {
        const again = await read(tree, changed);
        const anew = await read(new ProtoTree(options));
        expect(plain(again), `step ${step}`).toEqual(plain(anew));
        const { name, text } = protos.change();
        // Only its text, if it was there and stays: that may be said, and less is looked at then.
        changed =
          text !== undefined && again.layout.paths.has(name) ? [path(`in/${name}`)] : undefined;
        if (text === undefined) await rm(path(`in/${name}`), { force: true });
        else await write({ [`in/${name}`]: text });
      }
    },
  );

  const changes: Readonly<Record<string, [Record<string, string>, Record<string, string>]>> = {
    'whose options have another form': [
      {
        'o.proto':
          'syntax = "proto2"; import "google/protobuf/descriptor.proto"; message O { repeated int32 of = 1; } extend google.protobuf.FieldOptions { optional O o = 5000; }',
        'top.proto':
          'syntax = "proto3"; import "o.proto"; message M { string s = 1 [(o) = {of: [1, 2]}]; }',
      },
      {
        'o.proto':
          'syntax = "proto2"; import "google/protobuf/descriptor.proto"; message O { repeated int32 of = 1 [packed = true]; } extend google.protobuf.FieldOptions { optional O o = 5000; }',
      },
    ],
    'that come in another order': [
      {
        'x.proto': 'syntax = "proto3"; message Same { int32 x = 1; }',
        'y.proto': 'syntax = "proto3"; message Same { int32 y = 1; }',
        'top.proto': 'syntax = "proto3"; import "x.proto"; import "y.proto";',
      },
      { 'top.proto': 'syntax = "proto3"; import "y.proto"; import "x.proto";' },
    ],
    'of which an unused copy was what others saw': [
      {
        'x.proto': 'syntax = "proto3"; enum Same { ZERO = 0; }',
        'y.proto': 'syntax = "proto2"; enum Same { ZERO = 0; } message Y { }',
        'z.proto': 'syntax = "proto3"; import "y.proto"; message Z { Same same = 1; Y y = 2; }',
        'top.proto': 'syntax = "proto3"; import "x.proto"; import "z.proto";',
      },
      { 'x.proto': 'syntax = "proto3"; enum Other { ONE = 0; }' },
    ],
  };
  it.each(Object.entries(changes))(
    '%s are what they are when read anew',
    async (_, [texts, edit]) => {
      await write(texts);
      const options = { protos: [path('top.proto')], importPaths: [path()], cwd: path() };
      const tree = new ProtoTree(options);
      const before = plain(await read(tree));
      await write(edit);
      const again = plain(await read(tree));
      expect(again).not.toEqual(before);
      expect(again).toEqual(plain(await read(new ProtoTree(options))));
    },
  );
});
