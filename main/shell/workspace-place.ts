import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readJson, writeWhole } from './whole-file.ts';

const kept = 20;

/**
 * The folder of the workspace to open: the one that `DUPLEX_WORKSPACE` names, else the last one that is
 * still there, else one in `DUPLEX_HOME`. It is made where it is not there yet, and remembered.
 */
export function workspaceFolder(home: string, named: string | undefined): string {
  const file = join(home, 'workspaces', 'recent.json');
  const recent = recentFolders(file);
  const folder = named ? resolve(named) : (recent.find(existsSync) ?? join(home, 'workspace'));
  try {
    mkdirSync(folder, { recursive: true });
    if (recent[0] !== folder) {
      mkdirSync(join(home, 'workspaces'), { recursive: true, mode: 0o700 });
      writeWhole(file, [folder, ...recent.filter((other) => other !== folder)].slice(0, kept));
    }
  } catch {
    // Saving into it says what is wrong; which was the last is a convenience.
  }
  return folder;
}

function recentFolders(file: string): readonly string[] {
  const list = readJson(file);
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
}
