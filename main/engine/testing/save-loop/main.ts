import { openWorkspace } from '#engine';

/**
 * For tests: saves one request again and again, and tells how often in a line each, until it is killed. The text
 * is long and all of one number, so that a file that is not whole can be told.
 */
const [folder = '', home = '', path = ''] = process.argv.slice(2);
const workspace = await openWorkspace(folder, { home });
process.stdout.write('0\n');
let { revision } = await workspace.read(path);
for (let round = 1; ; round += 1) {
  const message = `{"round": ${round}, "all": [${Array(20_000).fill(round).join(',')}]}`;
  const saved = await workspace.save(path, { method: 'a.B/C', messages: [message] }, revision);
  if (saved.state === 'conflict') throw new Error('a conflict with nobody');
  revision = saved.revision;
  process.stdout.write(`${round}\n`);
}
