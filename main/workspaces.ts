import type { Workspace, WorkspaceMove } from '#app/contract/workspace.ts';
import type { FolderWorkspace } from '#engine';

/** What a window needs to have a workspace. */
export interface WorkspaceWindow {
  /** Absolute path of the folder of its workspace, asked when that is first needed. */
  readonly place: () => string;
  /** Keeps for the next start that its workspace is another. */
  readonly keepPlace: (folder: string) => void;
  readonly tell: (workspace: Workspace) => void;
  readonly tellMoved: (moved: WorkspaceMove) => void;
}

/** The workspace of one window. */
export class WindowWorkspace {
  readonly #window: WorkspaceWindow;
  readonly #open: (folder: string) => Promise<FolderWorkspace>;
  #folder: string | undefined;

  constructor(window: WorkspaceWindow, open: (folder: string) => Promise<FolderWorkspace>) {
    this.#window = window;
    this.#open = open;
  }

  /** Absolute; `undefined` until the workspace is first needed. */
  get folder(): string | undefined {
    return this.#folder;
  }

  readonly opened = (): Promise<FolderWorkspace> => {
    this.#folder ??= this.#window.place();
    return this.#open(this.#folder);
  };

  /** Has the window another from then on. Rejects when that cannot be opened, and nothing changes. */
  readonly change = async (folder: string): Promise<Workspace> => {
    const { current } = await this.#open(folder);
    this.#folder = folder;
    this.#window.keepPlace(folder);
    return current;
  };

  heard(workspace: Workspace): void {
    if (workspace.folder === this.#folder) this.#window.tell(workspace);
  }

  heardMove(moved: WorkspaceMove): void {
    if (moved.folder === this.#folder) this.#window.tellMoved(moved);
  }
}

/**
 * The workspaces that windows have, each opened when a window first asks, and one for all windows that
 * have the same. They stay open: what was deleted in one can be brought back. Whoever made this closes it.
 */
export class Workspaces {
  readonly #home: string;
  readonly #opened = new Map<string, Promise<FolderWorkspace>>();
  readonly #windows = new Set<WindowWorkspace>();

  /** @param home `DUPLEX_HOME` */
  constructor(home: string) {
    this.#home = home;
  }

  forWindow(window: WorkspaceWindow): WindowWorkspace {
    const made = new WindowWorkspace(window, (folder) => this.#open(folder));
    this.#windows.add(made);
    return made;
  }

  windowClosed(window: WindowWorkspace): void {
    this.#windows.delete(window);
  }

  /** `undefined` when there is nothing to close. */
  close(): Promise<unknown> | undefined {
    if (this.#opened.size === 0) return undefined;
    return Promise.all([...this.#opened.values()].map(async (one) => (await one).close()));
  }

  #open(folder: string): Promise<FolderWorkspace> {
    const known = this.#opened.get(folder);
    if (known !== undefined) return known;
    const opened = this.#read(folder).catch((error: unknown) => {
      // The next who asks has it tried again.
      this.#opened.delete(folder);
      throw error;
    });
    this.#opened.set(folder, opened);
    return opened;
  }

  async #read(folder: string): Promise<FolderWorkspace> {
    const { openWorkspace } = await import('#engine');
    const onChange = (changed: Workspace): void => {
      for (const window of this.#windows) window.heard(changed);
    };
    const onMove = (moved: { readonly from: string; readonly to: string }): void => {
      for (const window of this.#windows) window.heardMove({ folder, ...moved });
    };
    return openWorkspace(folder, { home: this.#home, onChange, onMove });
  }
}
