import { homedir } from 'node:os';
import { join } from 'node:path';
import { isImportable } from '../file-names.ts';
import { isFolder, realFile } from '../find-files.ts';
import { YamlFile } from './yaml-file.ts';

/** A module as `buf.lock` pins it. */
interface Pinned {
  readonly name: string;
  readonly commit: string;
}

/** A module that buf has fetched. */
export interface CachedModule {
  readonly name: string;
  readonly root: string;
}

/** The kinds of digest of a module, each of which has a folder of its own. */
const digests = ['b5', 'b4'];

/** Where buf keeps the modules that it has fetched: it is `v3/modules` in its cache since buf 1.32. */
export function moduleCacheFolder(env: NodeJS.ProcessEnv): string {
  const { BUF_CACHE_DIR: own, XDG_CACHE_HOME: caches, LOCALAPPDATA: local } = env;
  const system = process.platform === 'win32' ? local : caches;
  return join(own || join(system || join(homedir(), '.cache'), 'buf'), 'v3', 'modules');
}

/** Which of the modules that a `buf.lock` pins are in buf's cache, and where. */
export async function cachedModules(cache: string, lock: string): Promise<readonly CachedModule[]> {
  const found: CachedModule[] = [];
  for (const { name, commit } of pinnedModules(lock)) {
    for (const digest of digests) {
      const folder = join(cache, digest, name, commit);
      const root = join(folder, 'files');
      // It is written last: without it the module is not whole.
      const whole = await realFile(join(folder, 'module.yaml'));
      if (whole !== undefined && (await isFolder(root))) found.push({ name, root });
    }
  }
  return found;
}

function pinnedModules(lock: string): readonly Pinned[] {
  const file = new YamlFile('buf.lock', lock);
  const map = file.map();
  if (map === undefined) return [];
  return file.maps(map, 'deps').flatMap((one): Pinned[] => {
    const text = (key: string) => (one.has(key) ? file.text(one, key)?.text : undefined);
    const name = text('name') ?? [text('remote'), text('owner'), text('repository')].join('/');
    const commit = text('commit')?.replaceAll('-', '') ?? '';
    return isImportable(`${name}/${commit}`) ? [{ name, commit }] : [];
  });
}
