import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import { oneOfThem, sought } from './made.ts';

/** The same with `fs` and `yaml` alone: nothing is watched, checked, or kept from being lost. */
export const bare = {
  open: (root: string) => texts(root).map((text) => parse(text).method),
  search: (root: string) => texts(root).filter((text) => text.includes(sought)),
  save(root: string) {
    const file = join(root, oneOfThem);
    const document = parseDocument(readFileSync(file, 'utf8'));
    document.set('deadline', '6s');
    const handle = openSync(`${file}.tmp`, 'w');
    writeSync(handle, document.toString());
    fsyncSync(handle);
    closeSync(handle);
    renameSync(`${file}.tmp`, file);
  },
};

function texts(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.request.yaml'))
    .map((path) => readFileSync(join(root, path), 'utf8'));
}
