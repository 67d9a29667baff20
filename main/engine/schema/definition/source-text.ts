import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { SourceText } from '#app/contract/definition.ts';
import { Failure } from '#app/contract/result.ts';

/** More than a person reads, and as much as a window is told at once. */
const mostBytes = 4 * 1024 * 1024;

/** The text of a file on this computer. Rejects with a usage `Failure` when it cannot be shown. */
export async function readSourceText(file: string, path: string): Promise<SourceText> {
  try {
    return { file, path, text: new TextDecoder().decode(await readBytes(path)) };
  } catch (error) {
    throw error instanceof Failure ? error : notShown(path, error);
  }
}

/** A text that was written for a file. Throws a usage `Failure` when it is too long to be shown. */
export function writtenSourceText(file: string, text: string): SourceText {
  const { byteLength } = Buffer.from(text);
  if (byteLength > mostBytes) throw tooLong(file, byteLength);
  return { file, text };
}

async function readBytes(path: string): Promise<Uint8Array> {
  // A pipe is no file of a schema any more, and must not be waited for.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size } = await handle.stat();
    if (size > mostBytes) throw tooLong(path, size);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function tooLong(file: string, bytes: number): Failure {
  return notShown(file, new Error(`it has ${bytes} bytes, more than ${mostBytes}`));
}

function notShown(file: string, error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  return new Failure('usage', `${file} cannot be shown: ${reason}`);
}
