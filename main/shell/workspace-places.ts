import { existsSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, normalize, resolve } from 'node:path';
import * as v from 'valibot';
import { Failure } from '#app/contract/result.ts';
import type { RecentWorkspace } from '#app/contract/workspace.ts';
import { fromHome } from '#app/core/typed-path.ts';
import { RecentWorkspaces } from '../home/recent-workspaces.ts';
import { readJson, writeWhole } from '../home/whole-file.ts';
import { copyTree } from './copy-tree.ts';
import { addEditorFiles } from './editor-files.ts';
import { makeFolder } from './make-folder.ts';

const placeFile = v.object({ folder: v.string() });

/** Which workspaces there were, in files of `DUPLEX_HOME`. */
export class WorkspacePlaces {
  readonly #home: string;
  readonly #named: string | undefined;
  readonly #sample: string;
  readonly #schemas: string;
  readonly #recent: RecentWorkspaces;
  /** Chosen since the start, by where the window's state is. */
  readonly #chosen = new Map<string, string>();

  /**
   * @param named `DUPLEX_WORKSPACE`
   * @param samples what comes with Duplex, where it does: the folder `workspace`, and `schemas` of its files
   */
  constructor(home: string, named: string | undefined, samples: string) {
    this.#home = home;
    this.#named = named;
    this.#sample = join(samples, 'workspace');
    this.#schemas = join(samples, 'schemas');
    this.#recent = new RecentWorkspaces(home);
  }

  /** The workspaces that were open, the last one first; of one on a disk that is not there it is told. */
  recent(): readonly RecentWorkspace[] {
    return this.#recent.list().map((folder) => ({ folder, isThere: existsSync(folder) }));
  }

  /**
   * The folder for a window that opens: what was chosen for it, else, in the first window, what
   * `DUPLEX_WORKSPACE` names, else the window's own last one, else the last one of all, else one in
   * `DUPLEX_HOME`, which is begun with the sample. It is made where it is not there yet.
   * @param slot where the window's state is
   */
  atStart(slot: string): string {
    const read = v.safeParse(placeFile, readJson(ownFile(slot)));
    const own = read.success && existsSync(read.output.folder) ? read.output.folder : undefined;
    const { first } = this.#recent;
    const last = own ?? this.#recent.last() ?? first;
    const named = this.#named && slot === this.#home ? resolve(this.#named) : undefined;
    const folder = this.#chosen.get(slot) ?? named ?? last;
    try {
      if (folder === first && !existsSync(first) && existsSync(this.#sample)) {
        copyTree(this.#sample, first);
        addEditorFiles(first, this.#schemas);
      }
      makeFolder(folder);
    } catch {
      // Saving into it says what is wrong.
    }
    this.#recent.remember(folder);
    return folder;
  }

  /** The folder that was typed. Throws a `Failure` where none is. */
  there(written: string): string {
    const folder = typedFolder(written);
    if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
    throw new Failure(
      'usage',
      existsSync(folder) ? `${folder} is a file` : `There is no folder ${folder}`,
      'Give the folder of a workspace, or begin one with New workspace…',
    );
  }

  /** The folder that was typed, made where it is not there yet. Throws a `Failure` for none. */
  made(written: string): string {
    const folder = typedFolder(written);
    makeFolder(folder);
    return folder;
  }

  /** Keeps that a window has this one now. */
  keep(slot: string, folder: string): void {
    this.#chosen.set(slot, folder);
    try {
      mkdirSync(slot, { recursive: true, mode: 0o700 });
      writeWhole(ownFile(slot), { folder });
    } catch {
      // The next start has the one before it.
    }
    this.#recent.remember(folder);
  }
}

function typedFolder(written: string): string {
  const typed = fromHome(written, homedir());
  if (!isAbsolute(typed))
    throw new Failure('usage', `${typed || 'Nothing'} is no folder`, 'Give its whole path');
  return normalize(typed).replace(/(?<=.)[\\/]$/, '');
}

function ownFile(slot: string): string {
  return join(slot, 'workspace.json');
}
