import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import protobuf from 'protobufjs';
import type { IFileDescriptorProto, IFileDescriptorSet } from 'protobufjs/ext/descriptor.js';
import descriptor from 'protobufjs/ext/descriptor.js';

const script = createRequire(import.meta.url).resolve('protoc/protoc.cjs');

/** For tests: the descriptor set that protoc makes of `names`; `files` maps names to texts. */
export function compileWithProtoc(
  files: ReadonlyMap<string, string>,
  options: readonly string[],
  names: Iterable<string> = files.keys(),
): Buffer {
  return inFolder(files, (folder) => {
    const out = join(folder, 'out.binpb');
    const args = ['-I', folder, ...options, `--descriptor_set_out=${out}`, ...names];
    execFileSync(process.execPath, [script, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: folder,
    });
    return readFileSync(out);
  });
}

/** For tests: the descriptors that protoc makes of files and their imports, with all options. */
export function protocDescriptors(files: ReadonlyMap<string, string>): IFileDescriptorProto[] {
  const options = ['--include_imports', '--include_source_info', '--retain_options'];
  return decodeSet(compileWithProtoc(files, options));
}

/** For tests: what protoc says of files, by the names they have in `files`. */
export function protocErrors(files: ReadonlyMap<string, string>): string {
  return inFolder(files, (folder) => {
    const args = ['-I', folder, `--descriptor_set_out=${join(folder, 'out')}`, ...files.keys()];
    const options = { encoding: 'utf8', cwd: folder } as const;
    const { stderr } = spawnSync(process.execPath, [script, ...args], options);
    return stderr.replaceAll(`${folder}/`, '');
  });
}

function inFolder<T>(files: ReadonlyMap<string, string>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'duplex-protoc-'));
  try {
    for (const [name, text] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Decodes a descriptor set into plain objects; custom options stay in `$unknowns`. */
function decodeSet(bytes: Uint8Array): IFileDescriptorProto[] {
  const reader = protobuf.Reader.create(bytes);
  reader.discardUnknown = false;
  const set = descriptor.FileDescriptorSet.decode(reader) as unknown as IFileDescriptorSet;
  return set.file;
}

/** Encodes and decodes again, so that two descriptors can be compared as plain data. */
export function throughWire(files: readonly IFileDescriptorProto[]): IFileDescriptorProto[] {
  return decodeSet(descriptor.FileDescriptorSet.encode({ file: files }).finish());
}

/** The plain data of decoded descriptors: unknown fields as sorted hex, no source information. */
export function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const plain: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key !== 'sourceCodeInfo') plain[key] = comparable(inner);
  }
  const unknowns: unknown = Object.getOwnPropertyDescriptor(value, '$unknowns')?.value;
  if (Array.isArray(unknowns)) {
    plain['custom'] = unknowns.map((one: Uint8Array) => Buffer.from(one).toString('hex')).sort();
  }
  return plain;
}
