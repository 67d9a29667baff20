import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that can be written. */
export interface UsableFolder {
  readonly folder: string;
  /** Why it is not the one that was wanted. */
  readonly trouble?: string;
}

/** The wanted folder, made if need be; a temporary one when nothing can be written there. */
export function usableFolder(wanted: string): UsableFolder {
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    // Rights alone say too little: a disk may be full, or mounted read-only.
    const probe = join(wanted, `.writable-${process.pid}`);
    writeFileSync(probe, 'x');
    rmSync(probe);
    return { folder: wanted };
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    return { folder: mkdtempSync(join(tmpdir(), 'duplex-home-')), trouble };
  }
}
