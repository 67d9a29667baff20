import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Random } from '#engine/testing/random.ts';
import { RandomProtos } from '#engine/testing/random-protos.ts';
import { type ComposedSchema, composeSources } from './compose.ts';
import { createProtoFilesSource } from './proto-files/proto-files-source.ts';
import { protoFolder } from './proto-files/proto-folder.ts';
import { recomposed } from './recompose.ts';
import type { LoadedSource } from './source.ts';

const { path, write } = protoFolder();
const never = new AbortController().signal;

function plain(composed: ComposedSchema, symbols: Iterable<string>): unknown {
  const { files, definers, given, sources: _, ...rest } = composed;
  return {
    ...rest,
    files: files.map(({ bytes, index }) => [Buffer.from(bytes).toString('base64'), index]),
    given: given.map(({ name }) => name),
    definers: [...symbols].map((name) => [name, definers.get(name)]),
  };
}

describe('sources of which some texts have changed', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'compose to what they do when composed anew (seed %i)',
    async (seed) => {
      const protos = new RandomProtos(new Random(seed), 10);
      for (const [name, text] of protos.texts()) await write({ [`in/${name}`]: text });
      const files = { protos: [path('in')], importPaths: [path('in')], cwd: path() };
      const source = createProtoFilesSource(files);
      // What it has of them others define too, who come first for every second seed.
      const part = (await source.load(never)).files.slice(0, 2);
      const other: LoadedSource = { files: part, diagnostics: [] };
      const symbols = new Set<string>();
      let before: ComposedSchema | undefined;
      let changed: string[] | undefined;
      let quick = 0;
      for (let step = 0; step < 60; step += 1) {
        const loaded = await source.load(never, undefined, changed);
        const sources = seed % 2 === 0 ? [other, loaded] : [loaded, other];
        const anew = composeSources(sources);
        for (const file of anew.files) for (const { name } of file.symbols) symbols.add(name);
        const again = before && recomposed(before, sources);
        if (again !== undefined) {
          quick += 1;
          expect(plain(again, symbols), `step ${step}`).toEqual(plain(anew, symbols));
        }
        before = again ?? anew;
        const { name, text } = protos.change();
        changed = text !== undefined && loaded.paths?.has(name) ? [path(`in/${name}`)] : undefined;
        if (text === undefined) await rm(path(`in/${name}`), { force: true });
        else await write({ [`in/${name}`]: text });
      }
      expect(quick).toBeGreaterThan(0);
    },
  );
});
