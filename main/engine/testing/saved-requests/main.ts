import { join } from 'node:path';
import { openWorkspace } from '#engine';
import { bare } from './bare.ts';
import { makeWorkspace, oneOfThem, sought } from './made.ts';

/**
 * `main.js make FOLDER` makes a workspace with 5,000 requests; `main.js duplex|bare open|search|save FOLDER`
 * opens it, searches the bodies or saves a request, and prints how many milliseconds that takes.
 */
const [, , side = '', work = '', folder = work] = process.argv;
const root = join(folder, 'workspace');
const open = () => openWorkspace(root, { home: join(folder, 'home') });

async function time(run: () => unknown): Promise<void> {
  const since = performance.now();
  await run();
  process.stdout.write(`${performance.now() - since}\n`);
}

if (side === 'make') makeWorkspace(root);
else if (side === 'bare' && work in bare) await time(() => bare[work as keyof typeof bare](root));
else if (work === 'open') await time(open);
else {
  const workspace = await open();
  const { request, revision } = await workspace.read(oneOfThem);
  const deadline = request.deadline === '5s' ? '7s' : '5s';
  if (work === 'search') await time(() => workspace.search(sought));
  else await time(() => workspace.save(oneOfThem, { ...request, deadline }, revision));
}
