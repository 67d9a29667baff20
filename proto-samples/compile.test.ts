import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compile, moduleText } from './compile.mjs';

const read = (name: string) => readFileSync(fileURLToPath(new URL(name, import.meta.url)));

test('what is generated from the protos is up to date (else run: node proto-samples/compile.mjs)', () => {
  const { withComments, bare } = compile();
  expect(withComments.equals(read('samples.binpb'))).toBe(true);
  expect(read('server/descriptors.generated.ts').toString()).toBe(moduleText(bare));
});
