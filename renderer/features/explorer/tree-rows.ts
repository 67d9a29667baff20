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
