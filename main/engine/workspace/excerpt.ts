import type { FileExcerpt } from '#app/contract/workspace.ts';
import { readItem } from './saving.ts';

/** So many lines before and behind. */
const around = 3;
const longestLine = 300;

/** The lines around one of a file; none where there is no file. Rejects with a `Failure`. */
export async function excerptOf(root: string, path: string, line: number): Promise<FileExcerpt> {
  const read = await readItem(root, path);
  const lines = read?.text.split(/\r\n?|\n/) ?? [];
  const from = Math.max(0, line - 1 - around);
  const shown = lines.slice(from, line + around);
  return { first: from + 1, lines: shown.map((one) => one.slice(0, longestLine)) };
}
