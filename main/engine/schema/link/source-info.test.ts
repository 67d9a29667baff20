import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundledFile, bundledNames } from '../bundled/bundled-files.ts';
import { parseFile } from '../parse/parse-file.ts';
import { linkFiles } from './link.ts';
import { PROTOC_CASES } from './protoc-cases.ts';
import { protocDescriptors, sourceLocations, throughWire, withBundled } from './protoc-oracle.ts';
import { SOURCE_CASES } from './source-cases.ts';

function expectAsProtoc(texts: ReadonlyMap<string, string>): void {
  const wanted = new Map(protocDescriptors(texts).map((file) => [file.name, file]));
  const parsed = [...texts].map(([name, text]) => parseFile(name, text, name, 'whole'));
  const { files, diagnostics } = linkFiles(parsed);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  for (const file of throughWire(files))
    expect(sourceLocations(file), file.name).toEqual(sourceLocations(wanted.get(file.name)));
}

function protosIn(folder: URL): Record<string, string> {
  const path = fileURLToPath(folder);
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.proto'));
  expect(names.length).toBeGreaterThan(5);
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

describe('all that is told of the source is what protoc tells, in its order', () => {
  it.each(Object.entries({ ...SOURCE_CASES, ...PROTOC_CASES }))('%s', (_, files) => {
    expectAsProtoc(withBundled(files));
  });

  it('the bundled files', () => {
    const names = bundledNames();
    expectAsProtoc(new Map(names.map((name) => [name, bundledFile(name) ?? ''])));
  });

  it('the samples', () => {
    expectAsProtoc(
      withBundled(protosIn(new URL('../../../../proto-samples/protos', import.meta.url))),
    );
  });

  it('the protos of the conformance tests', () => {
    const folder = new URL('../../testing/conformance/protos', import.meta.url);
    expectAsProtoc(withBundled(protosIn(folder)));
  });
});

describe('unless it is asked for', () => {
  it('only declarations and option statements are told of', () => {
    const text = 'syntax = "proto3";\noption java_package = "x";\nmessage M { int32 a = 1; }\n';
    const { files } = linkFiles([parseFile('a.proto', text)]);
    const paths = throughWire(files).flatMap(sourceLocations);
    expect(paths.map((one) => one.split(' ')[0])).toEqual(['12', '8.1', '4.0', '4.0.2.0']);
  });
});
