import type { SchemaSources } from '#app/contract/schema.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import {
  withIgnored,
  withMoved,
  withoutImportPath,
  withoutSource,
  withSources,
} from './schema-ref.ts';

/** How what was added is put in order, and leaves again. */
export interface SourceChanging {
  /** A file, folder, descriptor set or import path. */
  removeSource(path: string): Promise<void>;
  /** Also of a root that was found: it is given from then on. */
  addImportPath(path: string): Promise<void>;
  /** What was added by the same path stays. */
  removeImportPath(path: string): Promise<void>;
  moveImportPath(path: string, step: 1 | -1): Promise<void>;
  /** Whether a folder must not be a root of imports. */
  ignoreRoot(path: string, isIgnored: boolean): Promise<void>;
  /** Whether servers are asked for what the files do not tell. */
  setReflection(isOn: boolean): Promise<void>;
}

export function createSourceChanging(
  { set, get }: SliceTools,
  applySources: (sources: SchemaSources) => Promise<void>,
): SourceChanging {
  async function change(next: (sources: SchemaSources) => SchemaSources): Promise<void> {
    const { sources } = get();
    const changed = next(sources);
    if (changed === sources) return;
    set({ sourceFaults: [] });
    await applySources(changed);
  }

  return {
    removeSource: (path) => change((sources) => withoutSource(sources, path)),
    addImportPath: (path) => change((sources) => withSources(sources, [], [path])),
    removeImportPath: (path) => change((sources) => withoutImportPath(sources, path)),
    moveImportPath: (path, step) => change((sources) => withMoved(sources, path, step)),
    ignoreRoot: (path, isIgnored) => change((sources) => withIgnored(sources, path, isIgnored)),
    setReflection: (reflection) => change((sources) => ({ ...sources, reflection })),
  };
}
