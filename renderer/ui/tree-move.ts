/** A line of a tree that is drawn as a flat list. */
interface TreeLine {
  readonly key: string;
  /** Absent where nothing can be below it. */
  readonly expanded?: boolean;
  /** Key of the line above that it belongs to; absent at the top. */
  readonly parent?: string;
}

/** What a key does in a tree (the ARIA tree view pattern); `undefined` for other keys. */
export type TreeMove =
  | { readonly to: number }
  | { readonly toggle: string; readonly expanded: boolean }
  | undefined;

export function treeMove(
  rows: readonly TreeLine[],
  at: number,
  key: string,
  pageRows: number,
): TreeMove {
  const row = rows[at];
  const last = rows.length - 1;
  switch (key) {
    case 'ArrowDown':
      return { to: Math.min(at + 1, last) };
    case 'ArrowUp':
      return { to: Math.max(at - 1, 0) };
    case 'PageDown':
      return { to: Math.min(at + pageRows, last) };
    case 'PageUp':
      return { to: Math.max(at - pageRows, 0) };
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: last };
    case 'ArrowRight':
      if (row?.expanded === undefined) return undefined;
      return row.expanded ? { to: Math.min(at + 1, last) } : { toggle: row.key, expanded: true };
    case 'ArrowLeft':
      if (row?.expanded === true) return { toggle: row.key, expanded: false };
      return row?.parent === undefined
        ? undefined
        : { to: rows.findIndex(({ key: other }) => other === row.parent) };
    default:
      return undefined;
  }
}

/** Where typing leads in a tree: to the next name that begins so; one letter again and again goes round. */
export function typedTo(names: readonly string[], at: number, typed: string): TreeMove {
  const wanted = typed.toLowerCase();
  const [letter = ''] = wanted;
  const isOne = [...wanted].every((one) => one === letter);
  const begin = isOne ? letter : wanted;
  const first = isOne ? at + 1 : at;
  const order = names.map((_, step) => (first + step) % names.length);
  const to = order.find((index) => names[index]?.toLowerCase().startsWith(begin));
  return to === undefined ? undefined : { to };
}
