import { linkFiles } from '../link/link.ts';
import { parseFile } from '../parse/parse-file.ts';
import type { ParsedFile } from '../parse/parsed-file.ts';
import { SchemaFile } from '../schema-file.ts';
import { bundledFile } from './bundled-text.ts';

export { bundledFile, bundledNames } from './bundled-text.ts';

const linked = new Map<string, SchemaFile>();

/**
 * The bundled files as parts of a schema, and all that they import, dependencies first. Each file is
 * read once; the descriptors are shared and must not be changed. Names that are not bundled are
 * left out.
 */
export function bundledSchema(names: readonly string[]): readonly SchemaFile[] {
  const parsed = bundledClosure(names);
  if (parsed.some(({ name }) => !linked.has(name))) {
    for (const file of linkFiles(parsed).files) {
      const name = file.name ?? '';
      if (!linked.has(name)) linked.set(name, SchemaFile.of(file));
    }
  }
  return parsed.flatMap(({ name }) => linked.get(name) ?? []);
}

/** The parsed bundled files and all that they import, dependencies first. */
function bundledClosure(names: readonly string[]): ParsedFile[] {
  const closure = new Map<string, ParsedFile>();
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    if (visiting.has(name)) return;
    visiting.add(name);
    const text = bundledFile(name);
    if (text === undefined) return;
    const parsed = parseFile(name, text);
    for (const dependency of parsed.imports) visit(dependency.name);
    closure.set(name, parsed);
  };
  for (const name of names) visit(name);
  return [...closure.values()];
}
