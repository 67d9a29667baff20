import type { DroppedFile } from '#app/contract/bridge.ts';
import type { CommandResult } from '#app/contract/commands.ts';
import type { SchemaRef, SchemaSources, SchemaSummary } from '#app/contract/schema.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { lastName, namesText, refusedFiles } from './dropped-files.ts';
import type { SchemaEntry } from './schema.slice.ts';
import { filesRef, schemaKey, withSource } from './schema-ref.ts';
import {
  errorsOf,
  faultFrom,
  isWithin,
  pathFault,
  type SourceFault,
  unreadable,
} from './source-fault.ts';
import { typedPath } from './typed-path.ts';

/** How files become part of the schema. */
export interface SourceAdding {
  readonly addSchemaBusy: boolean;
  readonly sourceFaults: readonly SourceFault[];
  /** With what is being added: should the app end before that is read, it is not forgotten. */
  readonly addingSources: SchemaSources | null;

  /**
   * Adds a file or folder, unless it cannot be read at all. True when nothing is wrong with it; what
   * is wrong is in `sourceFaults`.
   */
  addSource(path: string, importPath: string): Promise<boolean>;
  /** Adds what was dropped on the window; what is no schema at all is told in `Add schema`. */
  addDropped(files: readonly DroppedFile[]): Promise<void>;
}

/** What became of files that were to be added. */
interface Added {
  readonly taken: readonly string[];
  /** Why the others were not taken. */
  readonly refused: readonly SourceFault[];
  /** What is wrong with those that were, and was not known. */
  readonly news: readonly SourceFault[];
}

/** What adding needs of the rest of the slice. */
interface AddingTools extends SliceTools {
  readonly read: (schema: SchemaRef, refresh: boolean) => Promise<CommandResult<'schema.read'>>;
  readonly store: (ref: SchemaRef, change: SchemaEntry) => void;
  readonly applySources: (sources: SchemaSources) => Promise<void>;
}

export function createSourceAdding(tools: AddingTools): SourceAdding {
  const { set, get, bridge, read, store, applySources } = tools;

  /** Reads files alone, and again when they were read before; `null`, with the fault told, when that fails. */
  async function readFiles(sources: SchemaSources): Promise<SchemaSummary | null> {
    const result = await read(filesRef(sources), true);
    if (result.ok) return result.value;
    const { code, message, hint } = result.error;
    // Who cancels knows that it was not read.
    set({ sourceFaults: code === 'cancelled' ? [] : [faultFrom(message, hint)] });
    return null;
  }

  /** What is wrong with the files that are added already. */
  function knownErrors(): readonly SourceFault[] {
    return errorsOf(get().schemas[schemaKey(filesRef(get().sources))]?.summary);
  }

  /** Makes sources that were read the ones in use. */
  async function takeIn(sources: SchemaSources, summary: SchemaSummary): Promise<void> {
    store(filesRef(sources), { loading: false, summary });
    // They are read: what follows is no longer theirs to cancel.
    set({ addSchemaBusy: false, addingSources: null });
    await applySources(sources);
  }

  /**
   * Adds all at once, as one may import another, but for what is no schema; `null`, with the fault told,
   * when nothing could be read or it was cancelled.
   */
  async function addTogether(paths: readonly string[], importPath: string): Promise<Added | null> {
    const before = get().sources;
    const sourcesOf = (all: readonly string[]) =>
      all.reduce((sources, path) => withSource(sources, path, importPath), before);
    set({ addingSources: sourcesOf(paths) });
    try {
      return await addAll(paths, before, sourcesOf);
    } finally {
      set({ addingSources: null });
    }
  }

  async function addAll(
    paths: readonly string[],
    before: SchemaSources,
    sourcesOf: (all: readonly string[]) => SchemaSources,
  ): Promise<Added | null> {
    const known = knownErrors();
    // By themselves first: beside others that can be read they would not be missed.
    const alone = { ...sourcesOf(paths), protos: [...paths] };
    const read = await readFiles(alone);
    if (read === null) return null;
    const refused = refusedFiles(paths, read);
    const taken = paths.filter((path) => !refused.has(path));
    const faults = [...refused.values()];
    // Of a single one everything is its own.
    if (paths.length === 1 && faults.length === 0) faults.push(...newTo(known, unreadable(read)));
    if (taken.length === 0 || (paths.length === 1 && faults.length > 0))
      return { taken: [], refused: faults, news: [] };
    const sources = sourcesOf(taken);
    const summary = isSame(sources, alone) ? read : await readFiles(sources);
    if (summary === null) return null;
    const news = isSame(sources, before)
      ? ownErrors(taken, summary)
      : newTo(known, errorsOf(summary));
    await takeIn(sources, summary);
    return { taken, refused: faults, news };
  }

  const { tell, tellInDialog } = createTelling(tools);

  return {
    addSchemaBusy: false,
    sourceFaults: [],
    addingSources: null,
    async addSource(typed, typedImportPath) {
      const home = get().app?.home ?? '';
      const path = typedPath(typed, home);
      const importPath = typedPath(typedImportPath, home);
      const fault = pathFault(path, importPath);
      set({ sourceFaults: fault === undefined ? [] : [fault] });
      if (fault !== undefined) return false;
      const { addSchemaOpen: wasOpen, sources } = get();
      const wasThere = isSame(withSource(sources, path, importPath), sources);
      set({ addSchemaBusy: true });
      const added = await addTogether([path], importPath);
      set({ addSchemaBusy: false });
      if (wasOpen && !get().addSchemaOpen) {
        // Whoever closed the dialog hears of it as of what was dropped.
        tell(added, [lastName(path)]);
        return added !== null && added.taken.length > 0;
      }
      return tellInDialog(added, wasThere ? path : undefined);
    },
    async addDropped(files) {
      const paths = files.map((file) => bridge.pathOf(file)).filter((path) => path !== '');
      set({ addSchemaBusy: true, sourceFaults: [] });
      const added = await addTogether(paths, '');
      set({ addSchemaBusy: false });
      get().showSidebar(true);
      const isTaken = (file: DroppedFile) => added?.taken.includes(bridge.pathOf(file)) === true;
      tell(
        added,
        files.filter(isTaken).map(({ name }) => name),
      );
    },
  };
}

/** How it is told what became of what was to be added. */
function createTelling({ set, get }: SliceTools) {
  /** What became of files while no dialog was open: what was refused opens it. */
  function tell(added: Added | null, names: readonly string[]): void {
    // What is wrong with what was added is told beside its services.
    if (added !== null) set({ sourceFaults: added.refused });
    if (get().sourceFaults.length > 0) set({ addSchemaOpen: true });
    if (added !== null && added.taken.length > 0)
      get().say(`Added ${namesText(names)} to the schema`);
  }

  /** What became of one while the dialog is open; true when nothing is wrong with it. */
  function tellInDialog(added: Added | null, known: string | undefined): boolean {
    if (added === null) return false;
    const faults = [...added.refused, ...added.news];
    set({ sourceFaults: faults });
    if (faults.length > 0) return false;
    if (known !== undefined) get().say(`${lastName(known)} is in the schema already`);
    return true;
  }

  return { tell, tellInDialog };
}

function isSame(one: SchemaSources, other: SchemaSources): boolean {
  return schemaKey(filesRef(one)) === schemaKey(filesRef(other));
}

/** Of what was added before its own errors: those of others are known. */
function ownErrors(paths: readonly string[], summary: SchemaSummary): readonly SourceFault[] {
  return errorsOf(summary, (problem) => paths.some((path) => isWithin(problem, path)));
}

function newTo(
  known: readonly SourceFault[],
  faults: readonly SourceFault[],
): readonly SourceFault[] {
  return faults.filter(({ text }) => !known.some((one) => one.text === text));
}
