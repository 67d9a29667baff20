import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);

const caches = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');

/** What may be thrown away and fetched again, shared by all checkouts of one person. */
export const cacheFolder = join(caches, 'duplex-electron');

/** The same for what the oracles compare Duplex with. */
export const oracleFolder = join(caches, 'duplex-oracles');
