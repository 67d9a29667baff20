import { EventEmitter, once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '#app/contract/result.ts';
import type { ReadPhase, SchemaRef } from '#app/contract/schema.ts';
import { createEngine, type Engine } from '#engine';
import { protoFolder } from './proto-files/proto-folder.ts';

const { path, write } = protoFolder();
const told = new EventEmitter();
let engine: Engine;
beforeEach(() => {
  const onSchemaChanged = (schema: SchemaRef): void => void told.emit('changed', schema);
  engine = createEngine({ cwd: path(), onConnection: () => {}, onSchemaChanged });
});
afterEach(() => engine.close());

function refOf(protos: string[], descriptorSets: string[] = []): SchemaRef {
  return { target: null, sources: { protos, importPaths: [], descriptorSets, reflection: false } };
}

const service = (name: string): string =>
  `syntax = "proto3"; service ${name} { rpc R(M) returns (M); } message M { }`;

/** Enough to be at work for a while. */
async function writeMany(): Promise<void> {
  const body = Array.from({ length: 400 }, (_, index) => `message M${index} { M0 of = 1; }`);
  const texts = Array.from({ length: 40 }, (_, index) => [
    `many/f${index}.proto`,
    `syntax = "proto3"; package p${index}; ${body.join('\n')}`,
  ]);
  await write(Object.fromEntries(texts));
}

describe('a schema that is being read', () => {
  it('tells how far it has come', async () => {
    await writeMany();
    const phases: ReadPhase[] = [];
    await engine.schema(refOf([path('many')]), false, {
      onProgress: (phase, done, total) => {
        expect(done).toBeLessThanOrEqual(total);
        expect(total).toBeLessThanOrEqual(40);
        phases.push(phase);
      },
    });
    expect(phases[0]).toBe('finding');
    expect(new Set(phases).size).toBeGreaterThan(1);
    // What comes after the last file has a name too.
    expect(phases.at(-1)).toBe('joining');
  });

  it('is read on for those who still wait, and stopped when nobody does', async () => {
    await writeMany();
    const stop = new Failure('cancelled', 'Enough');
    const [one, other] = [new AbortController(), new AbortController()];
    const ref = refOf([path('many')]);
    const first = engine.schema(ref, false, { signal: one.signal });
    const second = engine.schema(ref, false, { signal: other.signal });
    one.abort(stop);
    await expect(first).rejects.toBe(stop);
    expect((await second).summary.sources[0]?.files).toBeGreaterThan(39);
    const alone = new AbortController();
    const third = engine.schema(ref, true, { signal: alone.signal });
    alone.abort(stop);
    await expect(third).rejects.toBe(stop);
    expect((await engine.schema(ref)).summary.sources[0]?.state).toBe('read');
  });
});

describe('a schema whose files change', () => {
  const changed = (): Promise<unknown[]> =>
    once(told, 'changed', { signal: AbortSignal.timeout(10_000) });
  const names = async (ref: SchemaRef): Promise<string[]> =>
    (await engine.schema(ref)).summary.services.map(({ name }) => name);

  it('is told without the metadata of its reflection, which may be a secret', async () => {
    await write({ 'in/a.proto': service('One') });
    const ref = refOf([path('in')]);
    await engine.schema({ ...ref, metadata: [['authorization', 'Bearer s3cret']] });
    const telling = changed();
    await write({ 'in/a.proto': service('Other') });
    expect(await telling).toEqual([ref]);
  });

  it('is told, and is the new one when it is asked for again', async () => {
    await write({ 'in/a.proto': service('One') });
    const ref = refOf([path('in')]);
    expect(await names(ref)).toEqual(['One']);
    for (const [file, expected] of [
      ['in/a.proto', ['Two']],
      ['in/deep/b.proto', ['Deep', 'Two']],
      ['in/deep/b.proto', ['Deeper', 'Two']],
    ] as const) {
      const telling = changed();
      const own = expected.find((name) => file.includes('b.proto') === name.startsWith('Deep'));
      const text = service(own ?? '').replaceAll('M', `${own}Message`);
      await write({ [file]: text });
      expect(await telling).toEqual([ref]);
      expect(await names(ref)).toEqual(expected);
    }
  });

  it('is told when a file that could not be read can be, and when a descriptor set is another', async () => {
    const gone = refOf([path('in/a.proto')]);
    await write({ 'in/other.txt': '' });
    await expect(engine.schema(gone)).rejects.toThrow('was not found');
    const coming = changed();
    await write({ 'in/a.proto': service('Come') });
    expect(await coming).toEqual([gone]);
    expect(await names(gone)).toEqual(['Come']);
    const set = refOf([], [path('set.binpb')]);
    const schema = await engine.schema(gone);
    expect(Buffer.compare(await schema.descriptorSetInTurns(), schema.descriptorSet())).toBe(0);
    await writeFile(path('set.binpb'), schema.descriptorSet());
    expect(await names(set)).toEqual(['Come']);
    const telling = changed();
    await writeFile(path('set.binpb'), Buffer.concat([schema.descriptorSet(), Buffer.of(0x0a, 0)]));
    expect(await telling).toEqual([set]);
  });
});

it('keeps the schemas that were asked for last', async () => {
  await write(
    Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`s${at}.proto`, service(`S${at}`)])),
  );
  const read = (at: number) => engine.schema(refOf([path(`s${at}.proto`)]));
  const first = await read(0);
  const second = await read(1);
  for (let at = 2; at < 16; at += 1) await read(at);
  expect(await read(0)).toBe(first);
  await read(16);
  expect(await read(0)).toBe(first);
  expect(await read(1)).not.toBe(second);
});
