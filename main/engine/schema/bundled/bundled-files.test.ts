import { describe, expect, it } from 'vitest';
import { linkFiles } from '../link/link.ts';
import { comparable, protocDescriptors } from '../link/protoc-oracle.ts';
import { parseFile } from '../parse/parse-file.ts';
import { bundledFile, bundledNames, bundledSchema } from './bundled-files.ts';

describe('the bundled files', () => {
  const names = bundledNames();
  const texts = new Map(names.map((name) => [name, bundledFile(name) ?? '']));

  it('are closed under imports and link without a diagnostic', () => {
    const { diagnostics } = linkFiles(names.map((name) => parseFile(name, texts.get(name) ?? '')));
    expect(diagnostics).toEqual([]);
  });

  it('give the descriptors that protoc makes of them, custom options included', () => {
    const wanted = new Map(protocDescriptors(texts).map((file) => [file.name, file]));
    const linked = bundledSchema(names).map(({ descriptor }) => descriptor);
    expect(linked.map(({ name }) => name).sort()).toEqual(names);
    for (const file of linked) {
      expect(comparable(file), file.name).toEqual(comparable(wanted.get(file.name)));
    }
  });
});
