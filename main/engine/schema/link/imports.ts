import type { ParsedFile } from '../parse/parsed-file.ts';
import type { Linking } from './linking.ts';

/** Tells of imports that are not in the set, and of files that import each other in a circle. */
export function checkImports(linking: Linking, reported: ReadonlySet<string>): void {
  for (const file of linking.files) {
    for (const { name, place } of file.imports) {
      if (linking.file(name) !== undefined || reported.has(name)) continue;
      linking.report(
        file,
        place,
        `import "${name}" was not found`,
        'Add the folder that this name is relative to as an import path.',
      );
    }
  }
  checkCircles(linking);
}

function checkCircles(linking: Linking): void {
  const done = new Set<string>();
  const chain: string[] = [];
  const visit = (file: ParsedFile): void => {
    chain.push(file.name);
    for (const { name, place } of file.imports) {
      const start = chain.indexOf(name);
      const imported = linking.file(name);
      if (start !== -1) {
        const circle = [...chain.slice(start), name].join(' → ');
        linking.report(file, place, `these files import each other in a circle: ${circle}`);
      } else if (imported !== undefined && !done.has(name)) {
        visit(imported);
      }
    }
    chain.pop();
    done.add(file.name);
  };
  for (const file of linking.files) if (!done.has(file.name)) visit(file);
}
