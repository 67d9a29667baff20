/**
 * Where two JSON values differ, or `undefined`. The order of keys does not count. A float may be written
 * as the shortest number that is this float, as Duplex does, or as a double with the same value.
 */
export function sameJson(ours: unknown, theirs: unknown, path = '$'): string | undefined {
  if (typeof ours === 'number' && typeof theirs === 'number')
    return Object.is(Math.fround(ours), Math.fround(theirs))
      ? undefined
      : differ(ours, theirs, path);
  if (typeof ours !== 'object' || typeof theirs !== 'object' || ours === null || theirs === null)
    return ours === theirs ? undefined : differ(ours, theirs, path);
  if (Array.isArray(ours) !== Array.isArray(theirs)) return differ(ours, theirs, path);
  const [mine, others] = [new Map(Object.entries(ours)), new Map(Object.entries(theirs))];
  for (const key of new Set([...mine.keys(), ...others.keys()])) {
    if (!mine.has(key) || !others.has(key))
      return differ(mine.get(key), others.get(key), `${path}.${key}`);
    const place = sameJson(mine.get(key), others.get(key), `${path}.${key}`);
    if (place !== undefined) return place;
  }
  return undefined;
}

function differ(ours: unknown, theirs: unknown, path: string): string {
  return `${path}: ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)}`;
}
