type Json = { readonly [key: string]: unknown };

/**
 * What somebody changed from `base` to `mine`, done to `theirs`: what they never touched is as it is
 * there. Rows that have names, and texts, are told apart by them as long as no two are alike; any other
 * list is taken as a whole.
 */
export function withChanges<Content extends object>(
  base: Content,
  mine: Content,
  theirs: Content,
): Content {
  // Each value of it is one of the three contents' own.
  return mergedObjects(base as Json, mine as Json, theirs as Json) as Content;
}

/** Whether two contents say the same: the order of keys, and keys without a value, say nothing. */
export function isSameContent(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return (
      one.length === other.length && one.every((item, index) => isSameContent(item, other[index]))
    );
  if (!isJson(one) || !isJson(other)) return false;
  return keysOf(one, other).every((key) => isSameContent(one[key], other[key]));
}

function mergedObjects(base: Json, mine: Json, theirs: Json): Json {
  const merged = keysOf(theirs, mine).flatMap((key) => {
    const value = merge(base[key], mine[key], theirs[key]);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(merged);
}

function merge(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isSameContent(base, mine)) return theirs;
  if (isJson(base) && isJson(mine) && isJson(theirs)) return mergedObjects(base, mine, theirs);
  if (Array.isArray(mine)) return mergedRows(listOf(base), mine, listOf(theirs)) ?? mine;
  return mine;
}

/** Row by row; `undefined` where rows cannot be told apart. */
function mergedRows(
  base: readonly unknown[],
  mine: readonly unknown[],
  theirs: readonly unknown[],
): readonly unknown[] | undefined {
  const [was, is, there] = [byName(base), byName(mine), byName(theirs)];
  if (was === undefined || is === undefined || there === undefined) return undefined;
  return [...new Set([...there.keys(), ...is.keys()])].flatMap((name) => {
    const isTouched = !isSameContent(was.get(name), is.get(name));
    const row = isTouched ? is.get(name) : there.get(name);
    return row === undefined ? [] : [row];
  });
}

function byName(rows: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  const named = new Map<string, unknown>();
  for (const row of rows) {
    const name = isJson(row) ? row['name'] : row;
    if (typeof name !== 'string' || named.has(name)) return undefined;
    named.set(name, row);
  }
  return named;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function keysOf(...objects: readonly Json[]): readonly string[] {
  return [...new Set(objects.flatMap((object) => Object.keys(object)))];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
