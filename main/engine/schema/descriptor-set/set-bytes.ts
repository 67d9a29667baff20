import { constants, open as openFd } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { promisify } from 'node:util';
import { gunzip, type ZlibOptions } from 'node:zlib';

const mostOfSet = 512 * 1024 * 1024;
/** Whoever writes to a pipe may have something to fetch and to build first. */
const mostSilentMs = 60_000;

/**
 * The bytes of a file or pipe, inflated when they are packed by gzip. Rejects with an `Error` that
 * says why they cannot be had, or with the reason of the signal.
 */
export async function setBytes(
  path: string,
  signal: AbortSignal,
  most = mostOfSet,
): Promise<Buffer> {
  const found = await stat(path);
  if (found.isDirectory()) throw new Error('it is a folder');
  if (found.isFIFO()) return inflated(await pipedBytes(path, signal, most), most);
  if (!found.isFile()) throw new Error('it is no regular file');
  if (found.size > most) throw new Error(`it has ${found.size} bytes, more than ${most}`);
  return inflated(await readFile(path, { signal }), most);
}

/** The first byte of a regular file; undefined when it has none. */
export async function firstByte(path: string): Promise<number | undefined> {
  if (!(await stat(path)).isFile()) return undefined;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, 0);
    return bytesRead === 1 ? buffer[0] : undefined;
  } finally {
    await file.close();
  }
}

/** What whoever has opened the pipe writes to it: opening it so does not wait for somebody who does. */
async function pipedBytes(path: string, signal: AbortSignal, most: number): Promise<Buffer> {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  // The socket closes it.
  const fd = await promisify(openFd)(path, flags);
  const pipe = new Socket({ fd, readable: true, writable: false, signal });
  pipe.setTimeout(mostSilentMs, () =>
    pipe.destroy(new Error(`nothing came through the pipe for ${mostSilentMs / 1000} s`)),
  );
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of pipe) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > most) throw new Error(`it has more than ${most} bytes`);
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

async function inflated(bytes: Buffer, most: number): Promise<Buffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    const options: ZlibOptions = { maxOutputLength: most };
    return await promisify<Buffer, ZlibOptions, Buffer>(gunzip)(bytes, options);
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      isTooLarge
        ? `it is packed by gzip, and has more than ${most} bytes unpacked`
        : `it is packed by gzip, and cannot be unpacked: ${reason}`,
    );
  }
}
