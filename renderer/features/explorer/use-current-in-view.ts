import { useEffect, useRef } from 'react';
import type { ServiceGroup } from './filter.ts';
import type { TreeRow } from './tree-rows.ts';

interface Drawn {
  readonly groups: readonly ServiceGroup[];
  readonly rows: readonly TreeRow[];
  readonly isFiltered: boolean;
  readonly current: string | undefined;
}

/** Shows where the current method is, once for each that becomes current and after a filter. */
export function useCurrentInView(
  { groups, rows, isFiltered, current }: Drawn,
  show: (row: { readonly expand: string } | { readonly index: number }) => void,
) {
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (isFiltered) shown.current = undefined;
    if (isFiltered || current === undefined || shown.current === current) return;
    const index = rows.findIndex(({ key }) => key === current);
    const service = groups.find(({ methods }) => methods.some(({ path }) => path === current));
    if (index !== -1) {
      shown.current = current;
      show({ index });
    } else if (service !== undefined) show({ expand: service.service.name });
  });
}
