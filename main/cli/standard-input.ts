import { Failure } from '#app/contract/result.ts';
import type { Terminal } from './output.ts';

/** All of standard input. */
export async function inputBytes({ stdin }: Terminal): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stdin) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** All of standard input as text. */
export async function inputText(terminal: Terminal): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await inputBytes(terminal));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Failure('message-invalid', 'Standard input is not UTF-8 text');
  }
}
