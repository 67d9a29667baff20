import { writeWorkspace } from '#app/tools/bench/driven-window.mjs';
import { floodServer } from '#app/tools/bench/flood-process.mjs';

/** Writes saved requests by their names, each for so many messages of a kilobyte; 0 for no end. */
export async function writeFloods(
  folder: string,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const requests = Object.entries(counts).map(
    ([name, count]) => [name, { method: 'Watch', count, size: 980 }] as const,
  );
  writeWorkspace(folder, (await floodServer()).address, Object.fromEntries(requests));
}
