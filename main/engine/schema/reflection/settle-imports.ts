import { posix } from 'node:path';
import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { Diagnostic } from '#app/contract/schema.ts';
import { bundledFile } from '../bundled/bundled-files.ts';
import { symbolsOf } from '../symbols.ts';
import type { SettledFiles } from './settle-files.ts';
import { typeNames } from './type-names.ts';

/**
 * The same files, each importing what it uses by the name that it has. Some servers give a file under
 * another name than the one it is imported by, and some leave imports out. `copies` leads from names of
 * files that are gone to those in their place.
 */
export function settleImports(
  files: readonly IFileDescriptorProto[],
  copies: ReadonlyMap<string, string>,
): SettledFiles {
  const byName = new Map(files.map((file) => [file.name ?? '', file]));
  const definedIn = new Map(
    files.flatMap((file) => [...symbolsOf(file)].map(({ name }) => [name, file.name ?? ''])),
  );
  const diagnostics: Diagnostic[] = [];
  const settled = files.map((file) => {
    const visible = visibleFrom(file, byName);
    const needed = new Set<string>();
    for (const name of typeNames(file)) {
      const home = definedIn.get(name);
      if (home !== undefined && !visible.has(home)) needed.add(home);
    }
    const dependency = (file.dependency ?? []).map((wanted: string) => {
      if (byName.has(wanted) || bundledFile(wanted) !== undefined) return wanted;
      const copy = copies.get(wanted);
      const found = copy ?? bestOf(needed, wanted);
      if (found === undefined) return wanted;
      if (copy === undefined) diagnostics.push(renamed(file.name ?? '', wanted, found));
      needed.delete(found);
      return found;
    });
    const all = [...dependency, ...needed];
    const isSame = needed.size === 0 && all.every((one, at) => one === file.dependency?.[at]);
    return isSame ? file : { ...file, dependency: all };
  });
  return { files: settled, diagnostics };
}

/** Itself, what it imports, and what these import publicly. */
function visibleFrom(
  file: IFileDescriptorProto,
  byName: ReadonlyMap<string, IFileDescriptorProto>,
): ReadonlySet<string> {
  const visible = new Set([file.name ?? '']);
  const waiting = [...(file.dependency ?? [])];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (visible.has(name)) continue;
    visible.add(name);
    const imported = byName.get(name);
    const isPublic = new Set<number>(imported?.publicDependency ?? []);
    waiting.push(
      ...(imported?.dependency ?? []).filter((_: string, index: number) => isPublic.has(index)),
    );
  }
  return visible;
}

/** The file that is most likely meant by an import. */
function bestOf(needed: ReadonlySet<string>, wanted: string): string | undefined {
  const names = [...needed];
  return names.find((name) => posix.basename(name) === posix.basename(wanted)) ?? names[0];
}

function renamed(file: string, wanted: string, found: string): Diagnostic {
  return {
    severity: 'warning',
    message: `The server's ${file} imports ${wanted}, which its reflection gives as ${found}`,
  };
}
