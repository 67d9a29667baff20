import type { MethodSummary, ServiceSummary } from '#app/contract/schema.ts';

/** A service with those of its methods that are shown. */
export interface ServiceGroup {
  readonly service: ServiceSummary;
  readonly methods: readonly MethodSummary[];
}

/**
 * Services and methods that match; a service whose own name matches keeps all its methods. Letters
 * may be left out (`chcv` finds `Chat/Converse`), but only when nothing holds the text as a whole.
 * Case does not count.
 */
export function filterServices(
  services: readonly ServiceSummary[],
  filter: string,
): readonly ServiceGroup[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === '') return services.map((service) => ({ service, methods: service.methods }));
  const whole = services.flatMap((service) =>
    service.name.toLowerCase().includes(wanted)
      ? [{ service, methods: service.methods }]
      : withMethods(service, (path) => path.includes(wanted)),
  );
  if (whole.length > 0) return whole;
  return services.flatMap((service) =>
    withMethods(service, (path) => hasInOrder(path.slice(path.lastIndexOf('.') + 1), wanted)),
  );
}

function withMethods(
  service: ServiceSummary,
  matches: (lowerCasePath: string) => boolean,
): readonly ServiceGroup[] {
  const methods = service.methods.filter(({ path }) => matches(path.toLowerCase()));
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
