import type { ParsedImport } from '../parse/parsed-file.ts';
import type { Place } from '../parse/token.ts';
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
  for (const { file, place, message } of circlesOf(linking.files))
    linking.report(file, place, message);
}

/** A file, as far as its imports go. */
interface Importing {
  readonly name: string;
  readonly imports: readonly Pick<ParsedImport, 'name' | 'place'>[];
}

/** The imports that close a circle of files which import each other. */
export function circlesOf<File extends Importing>(
  files: readonly File[],
): { file: File; place: Place; message: string }[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const found: { file: File; place: Place; message: string }[] = [];
  const done = new Set<string>();
  const chain: string[] = [];
  const visit = (file: File): void => {
    chain.push(file.name);
    for (const { name, place } of file.imports) {
      const start = chain.indexOf(name);
      const imported = byName.get(name);
      if (start !== -1) {
        const circle = [...chain.slice(start), name].join(' → ');
        found.push({
          file,
          place,
          message: `these files import each other in a circle: ${circle}`,
        });
      } else if (imported !== undefined && !done.has(name)) {
        visit(imported);
      }
    }
    chain.pop();
    done.add(file.name);
  };
  for (const file of files) if (!done.has(file.name)) visit(file);
  return found;
}
