import type { MethodSummary, SchemaSummary } from '#app/contract/schema.ts';
import { editDistance } from '#app/core/edit-distance.ts';
import { serviceOf } from './tab.ts';

/** Letters that may be others. */
const mostMistyped = 2;

/**
 * What a method that left a schema may be called now: the one method that came when it went and takes
 * and returns the same, or is named the same in a service and with messages of the same names in
 * another package. `undefined` where there is none, or several.
 *
 * @param before the schema that had it; without one the method is known by its name alone
 */
export function successorOf(
  method: MethodSummary,
  before: SchemaSummary | undefined,
  now: SchemaSummary,
): MethodSummary | undefined {
  if (before === undefined) return methodLike(method.path, now);
  const were = new Set(methodsOf(before).map(({ path }) => path));
  const [only, ...others] = methodsOf(now).filter(
    (one) => !were.has(one.path) && (isRenamed(method, one) || isMoved(method, one)),
  );
  return others.length === 0 ? only : undefined;
}

/**
 * The one of the same name in a service of the same name in another package, else the one in such a service
 * that is spelt much like it.
 */
function methodLike(path: string, now: SchemaSummary): MethodSummary | undefined {
  const [service = '', name = ''] = path.split('/');
  const alike = methodsOf(now).filter((one) => isNamedAlike(service, serviceOf(one)));
  const [only, ...others] = alike.filter((one) => one.name === name);
  if (only !== undefined) return others.length === 0 ? only : undefined;
  const near = alike.filter(
    (one) => editDistance(name.toLowerCase(), one.name.toLowerCase(), mostMistyped) <= mostMistyped,
  );
  return near.length === 1 ? near[0] : undefined;
}

function methodsOf({ services }: SchemaSummary): readonly MethodSummary[] {
  return services.flatMap(({ methods }) => methods);
}

function isRenamed(before: MethodSummary, now: MethodSummary): boolean {
  return before.kind === now.kind && before.input === now.input && before.output === now.output;
}

function isMoved(before: MethodSummary, now: MethodSummary): boolean {
  return (
    before.kind === now.kind &&
    before.name === now.name &&
    isNamedAlike(serviceOf(before), serviceOf(now)) &&
    isNamedAlike(before.input, now.input) &&
    isNamedAlike(before.output, now.output)
  );
}

function isNamedAlike(one: string, other: string): boolean {
  return lastSegment(one) === lastSegment(other);
}

function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
