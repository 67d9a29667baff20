import type { Linking } from './linking.ts';

/** Tells of imports that are not in the set, and of files that import each other in a circle. */
export function checkImports(linking: Linking, reported: ReadonlySet<string>): void {
  for (const file of linking.files) {
    for (const { name, place } of file.imports) {
      if (linking.file(name) !== undefined || reported.has(name)) continue;
      linking.reportMissing(file, place, {
        message: `import "${name}" was not found`,
        hint: 'Add the folder that this name is relative to as an import path.',
        lacks: [name],
      });
    }
  }
  for (const { file, closing, message } of circlesOf(linking.files))
    linking.report(file, closing.place, message);
}

/** A file, as far as its imports go. */
interface Importing {
  readonly name: string;
  readonly imports: readonly { readonly name: string }[];
}

interface Circle<File extends Importing> {
  /** The file with the import that closes it. */
  readonly file: File;
  readonly closing: File['imports'][number];
  readonly message: string;
}

/** Bounds what hostile files can make Duplex tell. */
const mostCircles = 100;
const mostShown = 20;

/** The circles in which files import each other. */
export function circlesOf<File extends Importing>(files: readonly File[]): Circle<File>[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const found: Circle<File>[] = [];
  const visited = new Set<string>();
  // Not by recursion: imports may be a chain of thousands.
  const chain: { readonly file: File; next: number }[] = [];
  const places = new Map<string, number>();
  const enter = (file: File | undefined): void => {
    if (file === undefined || visited.has(file.name)) return;
    visited.add(file.name);
    places.set(file.name, chain.length);
    chain.push({ file, next: 0 });
  };
  for (const first of files) {
    enter(first);
    for (let last = chain.at(-1); last !== undefined; last = chain.at(-1)) {
      const closing: File['imports'][number] | undefined = last.file.imports[last.next];
      last.next += 1;
      const start = places.get(closing?.name ?? '');
      if (closing === undefined) {
        chain.pop();
        places.delete(last.file.name);
      } else if (start === undefined) enter(byName.get(closing.name));
      else if (found.length < mostCircles) {
        const names = [...chain.slice(start).map(({ file }) => file.name), closing.name];
        found.push({ file: last.file, closing, message: circleText(names) });
      }
    }
  }
  return found;
}

function circleText(names: readonly string[]): string {
  const more = names.length - mostShown;
  const shown =
    more > 0 ? [...names.slice(0, mostShown - 1), `${more} more`, ...names.slice(-1)] : names;
  return `these files import each other in a circle: ${shown.join(' → ')}`;
}
