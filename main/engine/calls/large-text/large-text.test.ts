import { describe, expect, it } from 'vitest';
import { Random } from '#engine/testing/random.ts';
import { findWords } from './find-words.ts';
import { hexLines } from './hex-lines.ts';
import { LargeText } from './large-text.ts';
import { textPiece } from './text-piece.ts';

/** Lines of all lengths, also beyond one row, in letters of one to four bytes. */
function randomLines(random: Random, count: number): string[] {
  const letters = ['a', '"', ' ', 'ä', '€', '😀'];
  return Array.from({ length: count }, () => {
    const length = random.below(10) === 0 ? random.below(40_000) : random.below(60);
    const letter = letters[random.below(letters.length)] ?? '';
    return letter.repeat(length) + random.below(1000);
  });
}

/** The rows as they are meant: of a line, 500 bytes each, but no letter cut. */
function rowsOf(lines: readonly string[]): { line: number; text: string; isContinued?: true }[] {
  return lines.flatMap((line, index) => {
    const bytes = Buffer.from(line);
    const starts = [0];
    for (let at = 500; at < bytes.length; at += 500) {
      let start = at;
      while (((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
      starts.push(start);
    }
    return starts.map((start, part) => ({
      line: index + 1,
      text: bytes.subarray(start, starts[part + 1]).toString(),
      ...(part > 0 && { isContinued: true as const }),
    }));
  });
}

/** The lines in pieces of some. */
function textOfLines(lines: readonly string[], random: Random): LargeText {
  const text = new LargeText();
  text.begin('json');
  for (let at = 0; at < lines.length; ) {
    const count = 1 + random.below(200);
    const some = lines.slice(at, at + count).join('\n');
    at += count;
    text.add(textPiece(Buffer.from(at < lines.length ? `${some}\n` : some)));
  }
  return text;
}

describe('a large text', () => {
  it('has its rows wherever they are asked for', () => {
    const random = new Random(3);
    const lines = randomLines(random, 1500);
    const rows = rowsOf(lines);
    const text = textOfLines(lines, random);
    expect(text.info).toMatchObject({
      rows: rows.length,
      lines: lines.length,
      bytes: Buffer.byteLength(lines.join('\n')),
    });
    expect(text.rows(0, rows.length)).toEqual(rows);
    for (let count = 1; count <= 300; count += 1) {
      const from = random.below(rows.length);
      expect(text.rows(from, 40)).toEqual(rows.slice(from, from + 40));
    }
    expect(text.rows(rows.length, 40)).toEqual([]);
  });

  it('tells where a byte is, and gives the text of rows', () => {
    const random = new Random(4);
    const lines = randomLines(random, 800);
    const rows = rowsOf(lines);
    const text = textOfLines(lines, random);
    for (let count = 1; count <= 200; count += 1) {
      const row = random.below(rows.length);
      const start = text.start(row);
      expect(text.place(start)).toEqual({ row, column: 0 });
      const column = random.below((rows[row]?.text.length ?? 0) + 1);
      const before = rows[row]?.text.slice(0, column) ?? '';
      // Between the halves of a letter there is no place.
      if (/[\ud800-\udbff]$/.test(before)) continue;
      const isEnd = column === rows[row]?.text.length && rows[row + 1]?.isContinued;
      const place = isEnd ? { row: row + 1, column: 0 } : { row, column };
      expect(text.place(start + Buffer.byteLength(before))).toEqual(place);
    }
    expect(text.text(text.start(0), text.start(rows.length))).toBe(lines.join('\n'));
    expect(text.text(text.start(5), text.start(6))).toContain(rows[5]?.text);
  });

  it('begins anew with what is true', () => {
    const text = new LargeText();
    text.begin('json');
    text.add(textPiece(Buffer.from('{\n  "a": 1\n')));
    const before = text.info;
    text.begin('hex');
    text.add(textPiece(Buffer.from('00')));
    expect(text.info).toMatchObject({ kind: 'hex', rows: 1, lines: 1, bytes: 2 });
    expect(text.info.revision).toBeGreaterThan(before.revision);
    expect(text.rows(0, 5)).toEqual([{ line: 1, text: '00' }]);
  });
});

describe('words', () => {
  const text = '"Ada"\n"ädä ADA"\n"a.a"';
  const find = (words: string, isCaseSensitive = false, most = 100) => [
    ...findWords(Buffer.from(text), words, isCaseSensitive, most),
  ];
  const at = (before: string) => Buffer.byteLength(before);

  it('are found as they stand, whatever they mean to a pattern', () => {
    expect(find('ada')).toEqual([1, at('"Ada"\n"ädä ')]);
    expect(find('ada', true)).toEqual([]);
    expect(find('ÄDÄ')).toEqual([at('"Ada"\n"')]);
    expect(find('.a"')).toEqual([at('"Ada"\n"ädä ADA"\n"a')]);
    expect(find('a', false, 2)).toEqual([1, 3]);
    expect(find('"\n"')).toEqual([]);
  });

  it('are found where they are in any text', () => {
    const random = new Random(5);
    const lines = randomLines(random, 400);
    const large = textOfLines(lines, random);
    const found = [...findWords(Buffer.from(lines.join('\n')), '77', true)];
    expect(found.length).toBeGreaterThan(3);
    for (const place of found) expect(large.text(place, place + 2)).toBe('77');
  });
});

it('bytes are shown with their places and as ASCII', () => {
  expect(hexLines(Buffer.from('Duplex\n\u007f shows bytes'))).toBe(
    [
      '00000000  44 75 70 6c 65 78 0a 7f  20 73 68 6f 77 73 20 62  Duplex.. shows b',
      '00000010  79 74 65 73                                       ytes',
    ].join('\n'),
  );
});
