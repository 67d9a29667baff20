/** A part of a row in one colour. */
export interface RowPart {
  readonly text: string;
  readonly kind: 'name' | 'string' | 'digits' | 'word' | 'plain';
  readonly isFound: boolean;
}

/** Where words were found in a row. */
export interface FoundSpan {
  readonly from: number;
  readonly to: number;
}

type Kind = RowPart['kind'];

const token = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|true|false|null|[^"\-\dtfn]+|./gs;
/** What is left of a string that began in a row before. */
const rest = /^(?:[^"\\]|\\.)*(?:"|\\?$)/s;

/** A row of indented JSON in its colours; `isContinued`: it begins within a string. */
export function jsonParts(text: string, isContinued: boolean): readonly [string, Kind][] {
  const parts: [string, Kind][] = [];
  const begun = isContinued ? (rest.exec(text)?.[0] ?? '') : '';
  if (begun !== '') parts.push([begun, isName(text, begun.length) ? 'name' : 'string']);
  for (const { 0: one, index } of text.slice(begun.length).matchAll(token))
    parts.push([one, kindOf(one, text, begun.length + index + one.length)]);
  return parts;
}

/** The parts cut where what was found begins and ends. */
export function withFound(
  parts: readonly (readonly [string, Kind])[],
  found: readonly FoundSpan[],
): readonly RowPart[] {
  const cut: RowPart[] = [];
  let at = 0;
  for (const [text, kind] of parts) {
    const end = at + text.length;
    const inside = found.flatMap(({ from, to }) => [from, to]);
    const edges = [at, ...inside.filter((edge) => edge > at && edge < end), end];
    for (const [index, from] of edges.slice(0, -1).entries()) {
      const to = edges[index + 1] ?? end;
      const isFound = found.some((span) => span.from <= from && to <= span.to);
      cut.push({ text: text.slice(from - at, to - at), kind, isFound });
    }
    at = end;
  }
  return cut;
}

/** Where words are in a row, as the engine finds them. */
export function spansOf(
  text: string,
  words: string,
  isCaseSensitive: boolean,
): readonly FoundSpan[] {
  if (words === '') return [];
  const pattern = new RegExp(
    words.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'),
    isCaseSensitive ? 'g' : 'gi',
  );
  return [...text.matchAll(pattern)].map(({ 0: one, index }) => ({
    from: index,
    to: index + one.length,
  }));
}

function kindOf(one: string, text: string, end: number): Kind {
  if (one.startsWith('"')) return isName(text, end) ? 'name' : 'string';
  if (/^-?\d/.test(one)) return 'digits';
  return one === 'true' || one === 'false' || one === 'null' ? 'word' : 'plain';
}

function isName(text: string, end: number): boolean {
  return text.charAt(end) === ':';
}
