import { open } from 'node:fs/promises';
import { parse, sep } from 'node:path';
import type { Candidate } from './known-files.ts';

const MOST_READ = 100;
/** A file says its package near its beginning. */
const READ_BYTES = 16 * 1024;

/**
 * The files that a name can mean if the folder it is relative to has another name here, as that of a
 * repository that was renamed: `etcd/api/kv.proto` is `etcd-main/api/kv.proto` when the package of that
 * is `etcd.api`, or `api`. Those that have most of the name come first, and only those.
 */
export async function inRenamedFolder(
  name: string,
  alike: readonly string[],
): Promise<readonly Candidate[]> {
  const wanted = name.split('/');
  const packages = wanted.slice(0, -1).join('.');
  const matches = alike
    .map((file) => ({ file, shared: sharedEnd(file.split(sep), wanted) }))
    .sort((a, b) => b.shared - a.shared)
    .slice(0, MOST_READ);
  let most = 0;
  const found: Candidate[] = [];
  for (const { file, shared } of matches) {
    if (shared < most) break;
    const own = await packageOf(file);
    // Without a folder in common, the package alone must say it all.
    const fits = shared > 1 ? `.${packages}`.endsWith(`.${own}`) : packages === own;
    if (own === undefined || !fits) continue;
    most = shared;
    const root = file.split(sep).slice(0, -shared).join(sep) || parse(file).root;
    found.push({ file, root });
  }
  return found;
}

/** How many of the last parts are the same. */
function sharedEnd(path: readonly string[], wanted: readonly string[]): number {
  let shared = 0;
  while (shared < wanted.length && path.at(-1 - shared) === wanted.at(-1 - shared)) shared += 1;
  return shared;
}

async function packageOf(path: string): Promise<string | undefined> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, 0);
      const text = buffer.toString('utf8', 0, bytesRead);
      return /^[ \t]*package[ \t]+([\w.]+)[ \t]*;/m.exec(text)?.[1];
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
