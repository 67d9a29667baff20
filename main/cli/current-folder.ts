import { join, sep } from 'node:path';

/**
 * Gives the process a current folder by name where the one it was started in is gone: Node throws at whatever
 * asks for it, and most commands need none. In the folder of that name nothing is found, and the name says why.
 */
export function nameCurrentFolder(): void {
  try {
    process.cwd();
  } catch {
    const name = `${process.env['PWD'] || join(sep, 'current folder')} (deleted)`;
    process.cwd = () => name;
  }
}
