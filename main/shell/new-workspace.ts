import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '#app/contract/result.ts';

/** What may be in a folder that is empty to a person. */
const unseen: readonly string[] = ['.git', '.DS_Store', 'Thumbs.db', 'desktop.ini'];
const mostNamed = 3;

/** Begins a workspace in an empty folder. Throws a `Failure` where something is in it. */
export function beginWorkspace(folder: string): void {
  const there = readdirSync(folder).filter((name) => !unseen.includes(name));
  if (there.length > 0) {
    const named = there.slice(0, mostNamed).join(', ');
    throw new Failure(
      'usage',
      `${folder} is not empty: ${named}${there.length > mostNamed ? ' and more' : ''} ${there.length > 1 ? 'are' : 'is'} in it`,
      'Name a new folder, or use Open workspace for this one as it is',
    );
  }
  try {
    const files = {
      'duplex.yaml': 'duplex: 1\n',
      '.gitignore': '# Values of {{env.NAME}} and of secrets\n.env\n',
    };
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(folder, name), text, { flag: 'wx' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure('usage', `No workspace was begun in ${folder}: ${reason}`);
  }
}
