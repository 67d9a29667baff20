import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';

/** Writes a file of `DUPLEX_HOME` whole or not at all, for its owner only. Throws as `fs` does. */
export function writeWhole(file: string, value: unknown): void {
  const aside = `${file}.new`;
  writeFileSync(aside, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(aside, file);
}

/** No file of ours is larger. */
const largestFile = 512 * 1024 * 1024;

/** What a JSON file holds; `undefined` where there is none, and where it is not JSON. */
export function readJson(file: string): unknown {
  try {
    // A pipe or a device in a file's place would hold up the whole process.
    const stat = statSync(file);
    if (!stat.isFile() || stat.size > largestFile) return undefined;
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
