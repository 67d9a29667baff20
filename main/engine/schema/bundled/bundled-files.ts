import { linkFiles } from '../link/link.ts';
import { parseFile } from '../parse/parse-file.ts';
import type { ParsedFile } from '../parse/parsed-file.ts';
import { SchemaFile } from '../schema-file.ts';
import { bundledFile } from './bundled-text.ts';
import { preparedFiles } from './prepared-files.ts';

export { bundledFile, bundledNames } from './bundled-text.ts';

const linked = new Map<string, SchemaFile>();

/**
 * The bundled files as parts of a schema, and all that they import, dependencies first. Each file is
 * read once; the descriptors are shared and must not be changed. Names that are not bundled are
 * left out.
 */
export function bundledSchema(names: readonly string[]): readonly SchemaFile[] {
  if (linked.size === 0) for (const file of preparedFiles()) linked.set(file.name, file);
  if (names.some((name) => !linked.has(name))) {
    for (const file of linkedClosure(names))
      if (!linked.has(file.name)) linked.set(file.name, file);
  }
  const closure = new Set<SchemaFile>();
  const visit = (name: string): void => {
    const file = linked.get(name);
    if (file === undefined || closure.has(file)) return;
    for (const dependency of file.dependencies) visit(dependency);
    closure.add(file);
  };
  for (const name of names) visit(name);
  return [...closure];
}

/** What the linker makes of bundled files and all that they import. */
export function linkedClosure(names: readonly string[]): readonly SchemaFile[] {
  return linkFiles(bundledClosure(names)).files.map((file) => SchemaFile.of(file));
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
