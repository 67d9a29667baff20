export interface SideLine {
  readonly text: string;
  /** The other side has no such line here. */
  readonly differs: boolean;
}

/** Cells of the table of common lines; beyond that what is between equal ends all differs. */
const mostCells = 4_000_000;

/** The lines of two texts, marked where they have none in common: a longest common subsequence. */
export function differingLines(
  first: readonly string[],
  second: readonly string[],
): { readonly first: readonly SideLine[]; readonly second: readonly SideLine[] } {
  const shorter = Math.min(first.length, second.length);
  let start = 0;
  while (start < shorter && first[start] === second[start]) start += 1;
  let end = 0;
  while (end < shorter - start && first.at(-1 - end) === second.at(-1 - end)) end += 1;
  const middle = (lines: readonly string[]) => lines.slice(start, lines.length - end);
  const common = commonLines(middle(first), middle(second));
  const side = (lines: readonly string[], kept: ReadonlySet<number>) =>
    lines.map((text, index) => {
      const isEqualEnd = index < start || index >= lines.length - end;
      return { text, differs: !isEqualEnd && !kept.has(index - start) };
    });
  return { first: side(first, common.first), second: side(second, common.second) };
}

/** Indexes of the lines that both have, in order. */
function commonLines(first: readonly string[], second: readonly string[]) {
  const kept = { first: new Set<number>(), second: new Set<number>() };
  const width = second.length + 1;
  if ((first.length + 1) * width > mostCells) return kept;
  // lengths[i * width + j]: of the longest common part of first from i on and second from j on.
  const lengths = new Uint32Array((first.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = first.length - 1; i >= 0; i -= 1)
    for (let j = second.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        first[i] === second[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  let i = 0;
  let j = 0;
  while (i < first.length && j < second.length) {
    if (first[i] === second[j]) {
      kept.first.add(i);
      kept.second.add(j);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return kept;
}
