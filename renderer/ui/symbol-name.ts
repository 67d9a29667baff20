/** Text that the query found, or did not. */
export interface NamePart {
  readonly text: string;
  readonly isFound: boolean;
}

/** A full name as it is shown: what tells it apart first, then what it is in. */
export interface SymbolName {
  readonly own: readonly NamePart[];
  /** Empty for what is in nothing. */
  readonly owner: readonly NamePart[];
}

type Range = readonly [from: number, to: number];

/** Cuts `pkg.Service/Method` or `pkg.Type` before its last part, with the marks on both sides. */
export function symbolName(name: string, ranges: readonly Range[] = []): SymbolName {
  const cut = Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'));
  return {
    own: parts(name, ranges, cut + 1, name.length),
    owner: parts(name, ranges, 0, Math.max(0, cut)),
  };
}

function parts(name: string, ranges: readonly Range[], from: number, to: number): NamePart[] {
  const found: NamePart[] = [];
  let at = from;
  const add = (until: number, isFound: boolean) => {
    if (until > at) found.push({ text: name.slice(at, until), isFound });
    at = Math.max(at, until);
  };
  for (const [start, end] of ranges) {
    if (end <= at || start >= to) continue;
    add(Math.max(start, at), false);
    add(Math.min(end, to), true);
  }
  add(to, false);
  return found;
}
