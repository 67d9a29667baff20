import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import { isMissing } from '#app/core/disk-failure.ts';

/**
 * The absolute path of a file or folder of a workspace, of which not all need be there. Rejects when a
 * link on the way leads out of the workspace.
 */
export async function inside(root: string, path: string): Promise<string> {
  const full = join(root, ...path.split('/'));
  const base = await realpath(root).catch(() => root);
  const real = await realOf(full);
  if (real !== base && !real.startsWith(base + sep))
    throw new Failure(
      'usage',
      `${path} leads out of the workspace, to ${real}`,
      'Duplex reads and writes nothing outside of it: replace the link by what it leads to',
    );
  return real;
}

/** Whether a link in the workspace leads to a file of it. */
export async function leadsToFile(root: string, path: string): Promise<boolean> {
  try {
    return (await stat(await inside(root, path))).isFile();
  } catch {
    return false;
  }
}

/**
 * Throws a usage `Failure` where a workspace's folder is gone: its disk may come back, and nothing is to be in
 * its place by then.
 */
export function mustBeThere(root: string): void {
  if (existsSync(root)) return;
  throw new Failure(
    'usage',
    `Nothing was written: the folder ${root} is not there`,
    'Bring it back, or open another workspace: what you have typed is kept',
  );
}

/** Where a path leads, as far as that is there. */
async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const above = dirname(path);
    if (!isMissing(error) || above === path) throw error;
    return join(await realOf(above), path.slice(above.length).replace(/^[\\/]/, ''));
  }
}
