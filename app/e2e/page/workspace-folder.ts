import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inRoot } from '#app/tools/paths.mjs';

/** A folder of saved requests as other programs change it: an editor, git. */
export class WorkspaceFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'duplex-workspace-'));

  /** A file's text; empty where there is none. */
  read(file: string): string {
    try {
      return readFileSync(join(this.path, file), 'utf8');
    } catch {
      return '';
    }
  }

  write(file: string, text: string): void {
    const path = join(this.path, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** A file, or a folder with all that is in it. */
  remove(file: string): void {
    rmSync(join(this.path, file), { recursive: true });
  }

  git(...args: string[]): void {
    const as = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
    execFileSync('git', [...as, ...args], { cwd: this.path, stdio: 'pipe' });
  }

  /** What `duplex run` says of all that is saved. */
  run(): string {
    return execFileSync(
      process.execPath,
      [inRoot('app', 'tools', 'duplex.mjs'), 'run', this.path],
      {
        encoding: 'utf8',
      },
    );
  }

  /** The same where some requests fail. */
  runFails(): string {
    const args = [inRoot('app', 'tools', 'duplex.mjs'), 'run', this.path];
    return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout;
  }

  delete(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}
