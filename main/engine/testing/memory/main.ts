import { readFileSync, writeFileSync } from 'node:fs';
import { createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { composeSources } from '#engine/schema/compose.ts';
import { readDescriptorSet } from '#engine/schema/descriptor-set/read-descriptor-set.ts';
import { setOfFiles } from '#engine/schema/file-bytes.ts';
import { createProtoFilesSource } from '#engine/schema/proto-files/proto-files-source.ts';
import { Schema } from '#engine/schema/schema.ts';
import type { SchemaFile } from '#engine/schema/schema-file.ts';

/**
 * `main.js set FOLDER FILE` writes the descriptor set of the `.proto` files in a folder that miss
 * nothing. `main.js duplex FILE` and `main.js bufbuild FILE` read that and print how many bytes
 * a schema of it takes, once all that is not needed is let go. Each needs `--expose-gc`.
 */
const [, , mode = '', from = '', to = ''] = process.argv;

async function writeSet(): Promise<void> {
  const options = { protos: [from], importPaths: [from], cwd: from };
  const loaded = await createProtoFilesSource(options).load(new AbortController().signal);
  const { given, missing } = composeSources([loaded]);
  writeFileSync(
    to,
    setOfFiles(
      wholeOnes(given, new Set(missing.map(({ name }) => name))).map(({ bytes }) => bytes),
    ),
  );
}

/** Files that miss nothing, each after those that it imports. */
function wholeOnes(
  files: readonly SchemaFile[],
  missing: ReadonlySet<string>,
): readonly SchemaFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const whole = new Set<SchemaFile>();
  const visited = new Set<string>();
  const isWhole = (name: string): boolean => {
    const file = byName.get(name);
    if (file === undefined || visited.has(name)) return file !== undefined && whole.has(file);
    visited.add(name);
    const imports = file.dependencies.map(isWhole);
    if (imports.includes(false) || file.references.some((one) => missing.has(one.name)))
      return false;
    whole.add(file);
    return true;
  };
  for (const { name } of files) isWhole(name);
  return [...whole];
}

const readers: Readonly<Record<string, () => unknown>> = {
  duplex: () =>
    new Schema(composeSources([{ files: readDescriptorSet(readFileSync(from)), diagnostics: [] }])),
  bufbuild: () => createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(from))),
};

async function printBytes(read: () => unknown): Promise<void> {
  const before = await settled();
  const held = read();
  const after = await settled();
  process.stdout.write(`${JSON.stringify({ bytes: after - before, held: typeof held })}\n`);
}

/** Bytes that are in use when nothing can be let go any more. */
async function settled(): Promise<number> {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const reader = readers[mode];
await (reader === undefined ? writeSet() : printBytes(reader));
