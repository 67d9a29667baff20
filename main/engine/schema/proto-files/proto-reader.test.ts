import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { Random } from '#engine/testing/random.ts';
import { RandomProtos } from '#engine/testing/random-protos.ts';
import { protoFolder } from './proto-folder.ts';
import { TreeReader } from './proto-reader.ts';
import type { ReadTree } from './proto-tree.ts';

const { path, write } = protoFolder();
const GIVEN = ['in', 'in/f9.proto', 'in/f8.proto', 'in/f5.proto', 'in/f3.proto', 'in/f1.proto'];

function plain({ files, isCached: _, ms: __, ...tree }: ReadTree): unknown {
  return {
    ...tree,
    files: files.map(({ bytes, index }) => [Buffer.from(bytes), index]),
  };
}

function read(reader: TreeReader, protos: readonly string[], importPaths: readonly string[]) {
  const options = { protos, importPaths, cwd: path() };
  return reader.read(options, new AbortController().signal, () => {});
}

it.each([1, 2, 3, 4])(
  'reads with ever other options what reading anew gives (seed %i)',
  async (seed) => {
    const random = new Random(seed);
    const protos = new RandomProtos(random, 10);
    for (const [name, text] of protos.texts()) await write({ [`in/${name}`]: text });
    const reader = new TreeReader();
    for (let step = 0; step < 12; step += 1) {
      const given = GIVEN.filter((_, index) => random.chance(index === 0 ? 0.3 : 0.5)).map(path);
      const roots = random.chance(0.7) ? [path('in')] : [];
      const again = plain(await read(reader, given, roots));
      const anew = plain(await read(new TreeReader(), given, roots));
      expect(again, `step ${step}`).toEqual(anew);
      const { name, text } = protos.change();
      if (text === undefined) await rm(path(`in/${name}`), { force: true });
      else await write({ [`in/${name}`]: text });
    }
  },
);
