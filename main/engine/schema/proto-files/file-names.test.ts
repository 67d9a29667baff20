import { parse } from 'node:path';
import { expect, it } from 'vitest';
import { protoFolder } from './proto-folder.ts';

const { path, write, load } = protoFolder();

it('shows a file relative to where a person is, and whole to one who is nowhere', async () => {
  await write({ 'in/a.proto': 'syntax = "proto3"; message A { Gone gone = 1; }' });
  const files = async (cwd: string) => {
    const { diagnostics, roots } = await load({ protos: [path('in/a.proto')], cwd });
    return [diagnostics[0]?.file, roots?.map((root) => root.path)];
  };
  expect(await files(path())).toEqual(['in/a.proto', [path(), path('in')]]);
  expect(await files(parse(path()).root)).toEqual([path('in/a.proto'), [path('in')]]);
});
