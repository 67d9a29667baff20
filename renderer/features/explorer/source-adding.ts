import type { DroppedFile } from '#app/contract/bridge.ts';
import type { SchemaRef, SchemaSources, SchemaSummary } from '#app/contract/schema.ts';
import { typedPath } from '#app/core/typed-path.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { lastName, namesText } from './dropped-files.ts';
import type { SchemaEntry } from './schema.slice.ts';
import { filesRef, hasFiles, isSame, withSources } from './schema-ref.ts';
import { pathFault, type SourceFault } from './source-fault.ts';
import { type Added, createSourceTrial, type TrialTools } from './source-trial.ts';

/** How files become part of the schema. */
export interface SourceAdding {
  readonly addSchemaBusy: boolean;
  readonly sourceFaults: readonly SourceFault[];
  /** With what is being added: should the app end before that is read, it is not forgotten. */
  readonly addingSources: SchemaSources | null;
  /** What was being added when that was cancelled, and no dialog had it. */
  readonly cancelledAdding: Cancelled | null;

  /**
   * Adds files and folders, import paths, or both, as they were typed: no file that cannot be read at all, and nothing
   * where an import path is no folder. True when nothing is wrong with them, nor anything left that an import
   * path would mend; what is wrong is in `sourceFaults`.
   */
  addSources(paths: readonly string[], importPaths: readonly string[]): Promise<boolean>;
  /** Adds what was dropped on the window; what is no schema at all is told in `Add schema`. */
  addDropped(files: readonly DroppedFile[]): Promise<void>;
  /** Adds what was cancelled after all, */
  addAgain(): Promise<void>;
  /** or never. */
  forgetCancelled(): void;
}

interface Cancelled {
  readonly paths: readonly string[];
  readonly importPaths: readonly string[];
}

/** What adding needs of the rest of the slice. */
interface AddingTools extends TrialTools {
  readonly store: (ref: SchemaRef, change: SchemaEntry) => void;
  readonly applySources: (sources: SchemaSources) => Promise<void>;
}

export function createSourceAdding(tools: AddingTools): SourceAdding {
  const { set, get, bridge, store, applySources } = tools;
  const tryAll = createSourceTrial(tools);

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
  async function addTogether(
    paths: readonly string[],
    importPaths: readonly string[],
  ): Promise<Added | null> {
    const before = get().sources;
    const sourcesOf = (all: readonly string[]) => withSources(before, all, importPaths);
    if (paths.length === 0 && !hasFiles(before)) {
      // There is nothing to read yet; they are looked at with the first files.
      await applySources(sourcesOf(paths));
      return { taken: importPaths, refused: [], news: [] };
    }
    set({ addingSources: sourcesOf(paths), cancelledAdding: null });
    try {
      const tried = await tryAll(paths, importPaths, before, sourcesOf);
      if (tried?.read !== undefined) await takeIn(tried.read.sources, tried.read.summary);
      // What failed has said why.
      const isCancelled = tried === null && get().sourceFaults.length === 0;
      if (isCancelled && !get().addSchemaOpen) set({ cancelledAdding: { paths, importPaths } });
      return tried;
    } finally {
      set({ addingSources: null });
    }
  }

  const { tell, tellInDialog } = createTelling(tools);

  /** Adds what no dialog asks for. */
  async function addOutside(
    paths: readonly string[],
    importPaths: readonly string[],
  ): Promise<void> {
    set({ addSchemaBusy: true, sourceFaults: [] });
    const added = await addTogether(paths, importPaths);
    set({ addSchemaBusy: false });
    get().showSidebar(true);
    tell(added, added?.taken.map(lastName) ?? []);
  }

  return {
    addSchemaBusy: false,
    sourceFaults: [],
    addingSources: null,
    cancelledAdding: null,
    async addSources(typed, typedImportPaths) {
      const home = get().app?.home ?? '';
      const meant = (all: readonly string[]) =>
        all.map((one) => typedPath(one, home)).filter((one) => one !== '');
      const [paths, importPaths] = [meant(typed), meant(typedImportPaths)];
      const fault = pathFault(paths, importPaths);
      set({ sourceFaults: fault === undefined ? [] : [fault] });
      if (fault !== undefined) return false;
      const { addSchemaOpen: wasOpen, sources } = get();
      const wasThere = isSame(withSources(sources, paths, importPaths), sources);
      set({ addSchemaBusy: true });
      const added = await addTogether(paths, importPaths);
      set({ addSchemaBusy: false });
      if (wasOpen && !get().addSchemaOpen) {
        // Whoever closed the dialog hears of it as of what was dropped.
        tell(added, added?.taken.map(lastName) ?? []);
        return added !== null && added.taken.length > 0;
      }
      return tellInDialog(added, wasThere ? [...paths, ...importPaths] : []);
    },
    addDropped: (files) =>
      addOutside(
        files.map((file) => bridge.pathOf(file)).filter((path) => path !== ''),
        [],
      ),
    async addAgain() {
      const { cancelledAdding } = get();
      if (cancelledAdding !== null)
        await addOutside(cancelledAdding.paths, cancelledAdding.importPaths);
    },
    forgetCancelled: () => set({ cancelledAdding: null }),
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

  /** What became of them while the dialog is open; true when nothing is wrong with them. */
  function tellInDialog(added: Added | null, known: readonly string[]): boolean {
    if (added === null) return false;
    const faults = [...added.refused, ...added.news];
    set({ sourceFaults: faults });
    if (faults.length > 0) return false;
    const [first, second] = known;
    if (first !== undefined)
      get().say(
        second === undefined
          ? `${lastName(first)} is in the schema already`
          : `${namesText(known.map(lastName))} are in the schema already`,
      );
    return true;
  }

  return { tell, tellInDialog };
}
