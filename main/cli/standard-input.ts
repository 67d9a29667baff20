import type { Terminal } from './output.ts';
import { Utf8Reader } from './utf8-reader.ts';

/** All of standard input. */
export async function inputBytes({ stdin }: Terminal): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stdin) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** The text of standard input as it comes. Throws a usage `Failure` for what is not UTF-8. */
export async function* inputPieces({ stdin }: Terminal): AsyncGenerator<string> {
  const reader = new Utf8Reader('standard input');
  for await (const piece of stdin) yield reader.take(Buffer.from(piece));
  reader.end();
}

/** All of it. */
export async function inputText(terminal: Terminal): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of inputPieces(terminal)) pieces.push(piece);
  return pieces.join('');
}
