import type { Workspace } from '#app/contract/workspace.ts';
import type { FolderWorkspace } from '#engine';

export interface WorkspacePlace {
  /** Absolute path of the workspace's folder. */
  readonly folder: string;
  /** `DUPLEX_HOME`. */
  readonly home: string;
}

/** The workspace that the windows have, opened when one first asks. Whoever made this closes it. */
export class LazyWorkspace {
  readonly #place: () => WorkspacePlace;
  readonly #onChange: (workspace: Workspace) => void;
  #opened: Promise<FolderWorkspace> | undefined;

  /** @param place asked when it is opened */
  constructor(place: () => WorkspacePlace, onChange: (workspace: Workspace) => void) {
    this.#place = place;
    this.#onChange = onChange;
  }

  readonly opened = (): Promise<FolderWorkspace> => {
    this.#opened ??= this.#open().catch((error: unknown) => {
      // The next who asks has it tried again.
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  };

  /** `undefined` when there is nothing to close. */
  close(): Promise<void> | undefined {
    return this.#opened?.then((workspace) => workspace.close());
  }

  async #open(): Promise<FolderWorkspace> {
    const { folder, home } = this.#place();
    const { openWorkspace } = await import('#engine');
    return openWorkspace(folder, { home, onChange: this.#onChange });
  }
}
