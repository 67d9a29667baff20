import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file in a temporary folder of its own. */
export interface TemporaryFile {
  readonly path: string;
  /** Removes the file and its folder; does nothing the second time. */
  remove(): void;
}

export function writeTemporaryFile(name: string, content: string): TemporaryFile {
  const folder = mkdtempSync(join(tmpdir(), 'duplex-samples-'));
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
