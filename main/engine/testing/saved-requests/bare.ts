import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { sought } from './made.ts';

/** The same with `fs` and `yaml` alone: nothing is watched, checked, or kept from being lost. */
export const bare = {
  open: (root: string) => texts(root).map((text) => parse(text).method),
  search: (root: string) => texts(root).filter((text) => text.includes(sought)),
};

function texts(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.request.yaml'))
    .map((path) => readFileSync(join(root, path), 'utf8'));
}
