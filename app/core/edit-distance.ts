/** How many letters must be added, taken, changed or swapped with the next; `Infinity` beyond `most`. */
export function editDistance(from: string, to: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const swapped = isSwapped ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity;
      const changed = (last[column - 1] ?? Infinity) + (isSame ? 0 : 1);
      const added = Math.min(last[column] ?? Infinity, now[column - 1] ?? Infinity) + 1;
      now.push(Math.min(swapped, changed, added));
    }
    if (Math.min(...now) > most) return Infinity;
    [beforeLast, last] = [last, now];
  }
  return last[to.length] ?? Infinity;
}
