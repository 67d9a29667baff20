import { join, posix } from 'node:path';
import type { YAMLMap } from 'yaml';
import type { Diagnostic } from '#app/contract/schema.ts';
import { isBelow } from '../file-names.ts';
import type { At, BufDependency, BufModule } from './module.ts';
import { type Text, YamlFile } from './yaml-file.ts';

export interface BufYaml {
  readonly modules: readonly BufModule[];
  readonly dependencies: readonly BufDependency[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A folder, and what names it. */
interface NamedFolder {
  readonly path: string;
  readonly at: At;
}

/** What a `buf.yaml` says, in any of its versions, of the folder it is in. */
export function readBufYaml(folder: string, shownAs: string, text: string): BufYaml {
  const file = new YamlFile(shownAs, text);
  const map = file.map();
  const whole = { path: folder, at: { file: shownAs, line: 1, column: 1 } };
  const modules = map === undefined ? [] : modulesOf(file, map, whole);
  const dependencies = map === undefined ? [] : file.texts(map, 'deps');
  return {
    modules: modules.length === 0 ? [wholeFolder(whole)] : modules,
    // A label or commit may follow the name.
    dependencies: dependencies.map((one) => ({ name: one.text.replace(/:.*$/s, ''), at: one.at })),
    diagnostics: file.diagnostics,
  };
}

/** The folders that a `buf.work.yaml` names as modules. */
export function readBufWorkYaml(
  folder: string,
  shownAs: string,
  text: string,
): { folders: readonly NamedFolder[]; diagnostics: readonly Diagnostic[] } {
  const file = new YamlFile(shownAs, text);
  const map = file.map();
  const directories = map === undefined ? [] : file.texts(map, 'directories');
  const folders = directories.flatMap((one) => inner(file, folder, one) ?? []);
  return { folders, diagnostics: file.diagnostics };
}

/** A module without settings. */
export function wholeFolder({ path, at }: NamedFolder): BufModule {
  return { root: path, includes: [], excludes: [], at };
}

function modulesOf(file: YamlFile, map: YAMLMap, whole: NamedFolder): readonly BufModule[] {
  const version = file.text(map, 'version');
  if (version?.text === 'v1' || version?.text === 'v1beta1') {
    const build = file.mapAt(map, 'build');
    return build === undefined ? [] : builtModules(file, build, whole);
  }
  if (version !== undefined && version.text !== 'v2')
    file.complain(version.at, `version "${version.text}" is not known, and is read as v2`);
  return file.maps(map, 'modules').flatMap((module): BufModule[] => {
    const path = file.text(module, 'path');
    const named = path === undefined ? whole : inner(file, whole.path, path);
    if (named === undefined) return [];
    // They are relative to the file, not to the module.
    const below = (key: string) =>
      file.texts(module, key).flatMap((one) => inner(file, whole.path, one, named.path) ?? []);
    return [
      {
        ...wholeFolder(named),
        includes: below('includes').map((one) => one.path),
        excludes: below('excludes').map((one) => one.path),
      },
    ];
  });
}

/** Of version v1beta1, which knows several roots, and v1. */
function builtModules(file: YamlFile, build: YAMLMap, whole: NamedFolder): readonly BufModule[] {
  const foldersAt = (key: string) =>
    file.texts(build, key).flatMap((one) => inner(file, whole.path, one) ?? []);
  const roots = foldersAt('roots');
  const excludes = foldersAt('excludes').map(({ path }) => path);
  return (roots.length === 0 ? [whole] : roots).map((root) => ({
    ...wholeFolder(root),
    excludes: excludes.filter((one) => isBelow(root.path, one)),
  }));
}

/** A folder that must lie in the one of the file, and an excluded one in its module. */
function inner(
  file: YamlFile,
  folder: string,
  path: Text,
  within?: string,
): NamedFolder | undefined {
  const normal = posix.normalize(path.text).replace(/\/$/, '');
  if (posix.isAbsolute(normal) || normal === '..' || normal.startsWith('../')) {
    file.complain(path.at, `"${path.text}" leads out of the folder of this file, and is left out`);
    return undefined;
  }
  const full = join(folder, normal);
  if (within !== undefined && !isBelow(within, full)) {
    file.complain(path.at, `"${path.text}" is not in its module, and is left out`);
    return undefined;
  }
  return { path: full, at: path.at };
}
