import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether a command of the system worked. */
export function works(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

/** Whether disks can be mounted here: root alone may, and not in every container. */
export const mayMount = process.platform === 'linux' && triesToMount();

/** Makes the folder a disk of its own, of such a size (`64k`). Whoever did has `umount` undo it. */
export function mountDisk(folder: string, size: string): void {
  if (!works('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder))
    throw new Error(`${folder} cannot be mounted`);
}

/** Leaves no byte of the disk free. */
export function fillDisk(folder: string): void {
  const piece = Buffer.alloc(4096);
  try {
    for (;;) appendFileSync(join(folder, 'filler'), piece);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

function triesToMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'duplex-mount-'));
  const isMounted = works('mount', '-t', 'tmpfs', 'tmpfs', folder) && works('umount', folder);
  rmSync(folder, { recursive: true });
  return isMounted;
}
