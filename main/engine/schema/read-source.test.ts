import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { SchemaSummary } from '#app/contract/schema.ts';
import type { SampleServer } from '#samples/server/start-sample-server.ts';
import { createEngine } from '../index.ts';
import { type SourceCase, sourceCases, startCase } from '../testing/sources.ts';

const engine = createEngine({ cwd: '/', onConnection: () => undefined });
let server: SampleServer | undefined;
afterEach(async () => {
  await server?.close();
  await engine.close();
});

async function summaryOf(source: SourceCase): Promise<SchemaSummary> {
  const started = await startCase(source);
  server = started.server;
  return (await engine.schema(started.schema)).summary;
}

function caseOf(name: string): SourceCase {
  const found = sourceCases.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no case ${name}`);
  return found;
}

it('tells of each source in order of precedence what it gave', async () => {
  const { sources } = await summaryOf(caseOf('files and reflection'));
  expect(sources).toMatchObject([
    { kind: 'files', title: 'greeter.proto', state: 'read', services: 1 },
    { kind: 'reflection', title: 'Server reflection', state: 'read', paths: [] },
  ]);
  expect(sources[1]?.services).toBeGreaterThan(1);
  for (const { files, ms, error } of sources) {
    expect(files).toBeGreaterThan(0);
    expect(ms).toBeGreaterThan(0);
    expect(error).toBeUndefined();
  }
});

it('tells why a source failed beside one that did not, and warns of no reflection nowhere that nothing lacks', async () => {
  const { sources, diagnostics } = await summaryOf({
    ...caseOf('a descriptor set'),
    sources: { ...caseOf('a descriptor set').sources, reflection: true },
  });
  expect(sources).toMatchObject([
    { kind: 'descriptor-sets', title: 'samples.binpb', state: 'read' },
    {
      kind: 'reflection',
      state: 'failed',
      files: 0,
      services: 0,
      error: { code: 'no-reflection' },
    },
  ]);
  expect(diagnostics).toEqual([]);
});

it('warns of no reflection where the files lack something, or have no service', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-read-'));
  try {
    for (const text of [
      'import "away.proto"; message M {} service S { rpc Do(M) returns (M); }',
      'message M {} message N {}',
    ]) {
      const file = join(folder, 'some.proto');
      await writeFile(file, `syntax = "proto3"; ${text}`);
      const { diagnostics } = await summaryOf({
        ...caseOf('a descriptor set'),
        sources: { protos: [file], importPaths: [], descriptorSets: [], reflection: true },
      });
      expect(diagnostics).toContainEqual(
        expect.objectContaining({
          severity: 'warning',
          message: expect.stringMatching(/has no reflection service$/),
        }),
      );
      await server?.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
