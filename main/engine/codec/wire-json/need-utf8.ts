import { isUtf8 } from 'node:buffer';
import { handOver } from './hand-over.ts';

/** From so many bytes on a call into Node is cheaper than a loop. */
const longText = 64;

/** What is no UTF-8 is refused or mended: that is for the decoder. */
export function needUtf8(bytes: Uint8Array, start: number, end: number): void {
  if (end - start > longText || !isAscii(bytes, start, end))
    if (!isUtf8(bytes.subarray(start, end))) throw handOver;
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) >= 0x80) return false;
  return true;
}
