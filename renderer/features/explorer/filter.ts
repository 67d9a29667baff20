import type { MethodSummary, ServiceSummary } from '#app/contract/schema.ts';

/** A service with those of its methods that are shown. */
export interface ServiceGroup {
  readonly service: ServiceSummary;
  readonly methods: readonly MethodSummary[];
}

/**
 * Services and methods that match; a service whose own name matches keeps all its methods. Parts that
 * are apart by spaces stand in any order. Letters may be left out (`chcv` finds `Chat/Converse`), but
 * only when nothing holds the parts as they are. Case and `_` do not count.
 */
export function filterServices(
  services: readonly ServiceSummary[],
  filter: string,
): readonly ServiceGroup[] {
  const parts = folded(filter).split(/\s+/).filter(Boolean);
  if (parts.length === 0) return services.map((service) => ({ service, methods: service.methods }));
  const whole = services.flatMap((service) =>
    parts.every((part) => folded(service.name).includes(part))
      ? [{ service, methods: service.methods }]
      : withMethods(service, (path) => parts.every((part) => path.includes(part))),
  );
  if (whole.length > 0) return whole;
  return services.flatMap((service) =>
    withMethods(service, (path) => {
      const own = path.slice(path.lastIndexOf('.') + 1);
      return parts.every((part) => hasInOrder(own, part));
    }),
  );
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll('_', '');
}

function withMethods(
  service: ServiceSummary,
  matches: (foldedPath: string) => boolean,
): readonly ServiceGroup[] {
  const methods = service.methods.filter(({ path }) => matches(folded(path)));
  return methods.length === 0 ? [] : [{ service, methods }];
}

/** Whether `wanted` is left of `text` when some of its characters are taken out. */
function hasInOrder(text: string, wanted: string): boolean {
  let at = 0;
  for (const character of wanted) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
