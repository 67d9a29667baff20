import { WireFault, wireFields } from '#engine/codec/wire-fields.ts';
import { SchemaFile } from '../schema-file.ts';

/** Bounds what hostile bytes can make Duplex hold. */
const mostFiles = 20_000;

/** The number of `FileDescriptorSet.file`; extensions, as buf may add some, are from 1000. */
const fileField = 1;
const firstExtension = 1000;

/**
 * The files of a `FileDescriptorSet`, as protoc and buf write one. Throws an `Error` that says why
 * the bytes are none.
 */
export function readDescriptorSet(bytes: Uint8Array): readonly SchemaFile[] {
  if (bytes.length === 0) throw new Error('it is empty');
  const parts = partsOf(bytes);
  if (parts.length === 0) throw notASet(0);
  if (parts.length > mostFiles) throw new Error(`it has more than ${mostFiles} files`);
  return parts.map(fileOf);
}

/** Whether the bytes are as those of a set, so far as that can be told from the first file. */
export function beginsAsDescriptorSet(bytes: Uint8Array): boolean {
  try {
    return partsOf(bytes).slice(0, 1).map(fileOf).length > 0;
  } catch {
    return false;
  }
}

interface Part {
  readonly bytes: Uint8Array;
  readonly start: number;
}

function partsOf(bytes: Uint8Array): readonly Part[] {
  return fieldsOf(bytes).flatMap(({ number, value, start }) => {
    if (number >= firstExtension) return [];
    if (number !== fileField || value.wire !== 'delimited') throw notASet(start);
    return [{ bytes: value.bytes, start }];
  });
}

function fieldsOf(bytes: Uint8Array): ReturnType<typeof wireFields> {
  try {
    return wireFields(bytes);
  } catch (error) {
    if (error instanceof WireFault) throw notASet(error.offset, error.message);
    throw error;
  }
}

function fileOf({ bytes, start }: Part): SchemaFile {
  let file: SchemaFile;
  try {
    file = SchemaFile.decode(bytes);
  } catch (error) {
    throw notASet(start, error instanceof Error ? error.message : String(error));
  }
  if (file.name === '') throw notASet(start, 'a file has no name');
  return file;
}

function notASet(offset: number, reason?: string): Error {
  const why = reason === undefined ? '' : `: ${reason}`;
  return new Error(`it is no descriptor set (byte ${offset}${why})`);
}
