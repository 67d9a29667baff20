import type { MethodSummary, ServiceSummary } from '#app/contract/schema.ts';
import type { ServiceGroup } from './filter.ts';

/** One line of the tree, as drawn. */
export type TreeRow = {
  readonly key: string;
  /** From 1, among its siblings. */
  readonly position: number;
  readonly siblings: number;
} & (
  | { readonly kind: 'service'; readonly service: ServiceSummary; readonly expanded: boolean }
  | { readonly kind: 'method'; readonly method: MethodSummary; readonly parent: string }
);

/** As many services start expanded. */
const expandedAtFirst = 20;

/** What a person did to services, by name; the others are as they start. */
export type Toggled = ReadonlyMap<string, boolean>;

/** The tree as a list. While there is a filter, all that matches is expanded. */
export function treeRows(
  groups: readonly ServiceGroup[],
  toggled: Toggled,
  isFiltered: boolean,
): readonly TreeRow[] {
  const atFirst = groups.length <= expandedAtFirst;
  return groups.flatMap(({ service, methods }, index): TreeRow[] => {
    const expanded = isFiltered || (toggled.get(service.name) ?? atFirst);
    const row: TreeRow = {
      kind: 'service',
      key: service.name,
      service,
      expanded,
      position: index + 1,
      siblings: groups.length,
    };
    if (!expanded) return [row];
    const parent = service.name;
    const below = methods.map(
      (method, at): TreeRow => ({
        kind: 'method',
        key: method.path,
        method,
        parent,
        position: at + 1,
        siblings: methods.length,
      }),
    );
    return [row, ...below];
  });
}

/** What a key does in the tree (the ARIA tree view pattern); `undefined` for other keys. */
export type TreeMove =
  | { readonly to: number }
  | { readonly toggle: string; readonly expanded: boolean }
  | undefined;

export function treeMove(
  rows: readonly TreeRow[],
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
      if (row?.kind !== 'service') return undefined;
      return row.expanded ? { to: Math.min(at + 1, last) } : { toggle: row.key, expanded: true };
    case 'ArrowLeft':
      if (row?.kind === 'service') return { toggle: row.key, expanded: false };
      return row && { to: rows.findIndex(({ key: other }) => other === row.parent) };
    default:
      return undefined;
  }
}
