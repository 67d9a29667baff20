import type { DroppedFile } from '#app/contract/bridge.ts';
import type { SchemaRef, SchemaSources, SchemaSummary } from '#app/contract/schema.ts';
import { typedPath } from '#app/core/typed-path.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { lastName, namesText } from './dropped-files.ts';
import type { SchemaEntry } from './schema.slice.ts';
import { filesRef, isSame, withSource } from './schema-ref.ts';
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
   * Adds a file or folder, unless it cannot be read at all. True when nothing is wrong with it; what
   * is wrong is in `sourceFaults`.
   */
  addSource(path: string, importPath: string): Promise<boolean>;
  /** Adds what was dropped on the window; what is no schema at all is told in `Add schema`. */
  addDropped(files: readonly DroppedFile[]): Promise<void>;
  /** Adds what was cancelled after all, */
  addAgain(): Promise<void>;
  /** or never. */
  forgetCancelled(): void;
}

interface Cancelled {
  readonly paths: readonly string[];
  readonly importPath: string;
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
  async function addTogether(paths: readonly string[], importPath: string): Promise<Added | null> {
    const before = get().sources;
    const sourcesOf = (all: readonly string[]) =>
      all.reduce((sources, path) => withSource(sources, path, importPath), before);
    set({ addingSources: sourcesOf(paths), cancelledAdding: null });
    try {
      const tried = await tryAll(paths, before, sourcesOf);
      if (tried?.read !== undefined) await takeIn(tried.read.sources, tried.read.summary);
      // What failed has said why.
      const isCancelled = tried === null && get().sourceFaults.length === 0;
      if (isCancelled && !get().addSchemaOpen) set({ cancelledAdding: { paths, importPath } });
      return tried;
    } finally {
      set({ addingSources: null });
    }
  }

  const { tell, tellInDialog } = createTelling(tools);

  /** Adds what no dialog asks for. */
  async function addOutside(paths: readonly string[], importPath: string): Promise<void> {
    set({ addSchemaBusy: true, sourceFaults: [] });
    const added = await addTogether(paths, importPath);
    set({ addSchemaBusy: false });
    get().showSidebar(true);
    tell(added, added?.taken.map(lastName) ?? []);
  }

  return {
    addSchemaBusy: false,
    sourceFaults: [],
    addingSources: null,
    cancelledAdding: null,
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
    addDropped: (files) =>
      addOutside(
        files.map((file) => bridge.pathOf(file)).filter((path) => path !== ''),
        '',
      ),
    async addAgain() {
      const { cancelledAdding } = get();
      if (cancelledAdding !== null)
        await addOutside(cancelledAdding.paths, cancelledAdding.importPath);
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
