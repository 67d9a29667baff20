import { BYTE_ORDER_MARK, type Token } from './token.ts';

/** The column, from 0, so many characters behind the start of a token. */
export type CountColumn = (token: Token, behind: number) => number;

const TAB_WIDTH = 8;

/** As editors count. */
export const countCharacters: CountColumn = ({ column }, behind) => column - 1 + behind;

/** As protoc counts in descriptors: bytes, and a tab goes on to the next multiple of 8. */
export function countBytes(text: string): CountColumn {
  if (!/[^\n -~]/.test(text)) return countCharacters;
  const mark = text.startsWith(BYTE_ORDER_MARK) ? Buffer.byteLength(BYTE_ORDER_MARK) : 0;
  return ({ start, line, column }, behind) => {
    let bytes = line === 1 ? mark : 0;
    for (const character of text.slice(start - column + 1, start + behind))
      bytes += character === '\t' ? TAB_WIDTH - (bytes % TAB_WIDTH) : Buffer.byteLength(character);
    return bytes;
  };
}
