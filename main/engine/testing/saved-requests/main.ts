import { join } from 'node:path';
import { openWorkspace } from '#engine';
import { bare } from './bare.ts';
import { makeWorkspace, oneOfThem, sought } from './made.ts';

/**
 * `main.js make FOLDER` makes a workspace with 5,000 requests; `main.js duplex|bare open|search FOLDER` and
 * `main.js duplex save FOLDER` open it, search the bodies or save a request, and print how many milliseconds
 * that takes: of a save, which waits for the disk, the median of several.
 */
const [, , side = '', work = '', folder = work] = process.argv;
const root = join(folder, 'workspace');
const saves = 15;
const open = () => openWorkspace(root, { home: join(folder, 'home') });

async function time(count: number, run: (round: number) => unknown): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const since = performance.now();
    await run(round);
    times.push(performance.now() - since);
  }
  process.stdout.write(`${times.sort((a, b) => a - b)[Math.floor(count / 2)]}\n`);
}

if (side === 'make') makeWorkspace(root);
else if (side === 'bare') await time(1, () => (work === 'open' ? bare.open : bare.search)(root));
else if (work === 'open') await time(1, open);
else {
  const workspace = await open();
  let { request, revision } = await workspace.read(oneOfThem);
  if (work === 'search') await time(1, () => workspace.search(sought));
  else
    await time(saves, async (round) => {
      request = { ...request, deadline: `${performance.now()}ms ${round}` };
      const saved = await workspace.save(oneOfThem, request, revision);
      if (saved.state === 'conflict') throw new Error('nobody else saves');
      revision = saved.revision;
    });
}
