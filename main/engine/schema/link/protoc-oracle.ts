import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import protobuf from 'protobufjs';
import type { IFileDescriptorProto, IFileDescriptorSet } from 'protobufjs/ext/descriptor.js';
import descriptor from 'protobufjs/ext/descriptor.js';
import { bundledFile } from '../bundled/bundled-files.ts';
import { parseFile } from '../parse/parse-file.ts';
import type { SourceLocation } from '../parse/parsed-file.ts';

/** The compiler itself: the package's script starts one more Node for it. */
const compiler = ((): string => {
  const list = createRequire(import.meta.url).resolve('protoc/assets.json');
  const assets: { arch: string; platform: string; executable: string }[] = JSON.parse(
    readFileSync(list, 'utf8'),
  );
  const own = assets.find(
    ({ arch, platform }) => arch === process.arch && platform === process.platform,
  );
  if (own === undefined) throw new Error(`no protoc for ${process.platform} ${process.arch}`);
  return join(dirname(list), 'bin', own.executable);
})();

const everything = ['--include_imports', '--include_source_info', '--retain_options'];

/** For tests: the descriptor set that protoc makes of `names`; `files` maps names to texts. */
export function compileWithProtoc(
  files: ReadonlyMap<string, string>,
  options: readonly string[],
  names: Iterable<string> = files.keys(),
): Uint8Array {
  const { set, errors } = runProtoc(files, names, options);
  if (set === undefined) throw new Error(errors);
  return set;
}

/** For tests: the descriptors that protoc makes of files and their imports, with all options. */
export function protocDescriptors(files: ReadonlyMap<string, string>): IFileDescriptorProto[] {
  return decodeSet(compileWithProtoc(files, everything));
}

/** For tests: what protoc says of files, by the names they have in `files`. */
export function protocErrors(files: ReadonlyMap<string, string>): string {
  return runProtoc(files).errors;
}

/**
 * What protoc makes of files, a `FileDescriptorSet` unless it refuses one, and what it says of them.
 *
 * @param compiled the files to compile; the others are there to be imported
 */
export function runProtoc(
  files: ReadonlyMap<string, string>,
  compiled: Iterable<string> = files.keys(),
  options: readonly string[] = everything,
): { set: Uint8Array | undefined; errors: string } {
  return inFolder(files, (folder) => {
    const out = join(folder, 'out.binpb');
    const list = join(folder, 'arguments');
    const args = ['-I', folder, ...options, `--descriptor_set_out=${out}`, ...compiled];
    writeFileSync(list, args.join('\n'));
    const { status, stderr } = spawnSync(compiler, [`@${list}`], {
      encoding: 'utf8',
      cwd: folder,
      maxBuffer: 256 * 1024 * 1024,
    });
    const set = status === 0 ? readFileSync(out) : undefined;
    return { set, errors: stderr.replaceAll(`${folder}/`, '') };
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
export function decodeSet(bytes: Uint8Array): IFileDescriptorProto[] {
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

/** All comments by path. */
export function comments(file: IFileDescriptorProto | undefined): unknown[] {
  const info = file?.sourceCodeInfo as { location: SourceLocation[] } | undefined;
  return (info?.location ?? [])
    .map((one) => [
      one.path.join('.'),
      one.leadingComments ?? '',
      one.trailingComments ?? '',
      one.leadingDetachedComments ?? [],
    ])
    .filter(([, leading, trailing, detached]) => leading || trailing || detached?.length)
    .sort();
}

/** Everything that is told of the source, in order: path, span and comments of each location. */
export function sourceLocations(file: IFileDescriptorProto | undefined): string[] {
  const info = file?.sourceCodeInfo as { location: SourceLocation[] } | undefined;
  return (info?.location ?? []).map(
    ({ path, span, leadingComments, trailingComments, leadingDetachedComments }) =>
      `${path.join('.')} at ${span.join(':')} ${JSON.stringify([
        leadingComments,
        trailingComments,
        leadingDetachedComments,
      ])}`,
  );
}

/** The files by name, with what they import of those that come with Duplex. */
export function withBundled(files: Readonly<Record<string, string>>): Map<string, string> {
  const texts = new Map(Object.entries(files));
  for (const [name, text] of texts) {
    for (const imported of parseFile(name, text).imports) {
      const bundled = bundledFile(imported.name);
      if (!texts.has(imported.name) && bundled !== undefined) texts.set(imported.name, bundled);
    }
  }
  return texts;
}
