import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

/** Written in two halves, so that this file is not a finding of its own. */
const marks = ['biome' + '-ignore', '@ts' + '-ignore', '@ts' + '-expect-error', '@ts' + '-nocheck'];
const source = /\.(ts|tsx|mjs|cjs|css)$/;

/** @returns {string[]} `file:line: text` for each place that tells a checker to look away */
export const findSuppressions = () =>
  ['app', 'main', 'proto-samples', 'renderer'].flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && source.test(entry.name))
      .flatMap((entry) => inFile(join(entry.parentPath, entry.name))),
  );

/** @param {string} file */
const inFile = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      marks.some((mark) => line.includes(mark)) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
    );
