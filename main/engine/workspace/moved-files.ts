import { itemName } from '#app/core/workspace/items.ts';

/** What became of a path. */
export interface Moved {
  readonly from: string;
  readonly to: string;
}

/** By path: tells one content from another. */
type Contents = ReadonlyMap<string, string>;

/**
 * Files that others moved: their content stands under another path that is new, while the old one is
 * gone. Where several have one content, their names tell; what is not sure is not told.
 */
export function movedBetween(before: Contents, after: Contents): readonly Moved[] {
  const made = byContent([...after].filter(([path]) => !before.has(path)));
  const gone = byContent([...before].filter(([path]) => !after.has(path)));
  return [...gone].flatMap(([content, paths]) => {
    const places = made.get(content) ?? [];
    return paths.flatMap((from): Moved[] => {
      const named = places.filter((path) => itemName(path) === itemName(from));
      const isAlone = paths.length === 1 && places.length === 1;
      const [to, another] = isAlone ? places : named;
      return to === undefined || another !== undefined ? [] : [{ from, to }];
    });
  });
}

/** Whether something is gone, or says what another file said. */
export function mayBeHalf(before: Contents, after: Contents): boolean {
  const contents = new Set(before.values());
  return (
    [...before.keys()].some((path) => !after.has(path)) ||
    [...after].some(([path, content]) => !before.has(path) && contents.has(content))
  );
}

function byContent(files: readonly (readonly [string, string])[]): ReadonlyMap<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const [path, content] of files) {
    const known = paths.get(content);
    if (known === undefined) paths.set(content, [path]);
    else known.push(path);
  }
  return paths;
}
