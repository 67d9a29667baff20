const lineBytes = 16;
/** What has a mark of its own in print. */
const firstPrinted = 0x20;
const lastPrinted = 0x7e;

/** Bytes as lines of their place, sixteen of them in hex, and the same as ASCII. */
export function hexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += lineBytes) {
    const some = [...bytes.subarray(at, at + lineBytes)];
    const digits = some.map((byte) => byte.toString(16).padStart(2, '0'));
    const halves = [digits.slice(0, lineBytes / 2), digits.slice(lineBytes / 2)];
    const hex = halves.map((half) => half.join(' ')).join('  ');
    const place = at.toString(16).padStart(8, '0');
    lines.push(`${place}  ${hex.padEnd(lineBytes * 3)}  ${some.map(printed).join('')}`);
  }
  return lines.join('\n');
}

function printed(byte: number): string {
  return byte < firstPrinted || byte > lastPrinted ? '.' : String.fromCharCode(byte);
}
