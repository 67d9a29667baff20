import { spawn } from 'node:child_process';
import { Failure } from '#app/contract/result.ts';
import { variableName } from '#app/core/variables/template.ts';

/** Whoever is asked for a password needs some time. */
const longestMs = 120_000;
/** A secret that is longer, in bytes, is something else. */
const longestOutput = 1_000_000;

/** Secrets whose values commands print, of `--secret-command NAME=COMMAND`. */
export class SecretCommands {
  readonly #commands = new Map<string, string>();
  readonly #values = new Map<string, Promise<string>>();
  readonly #cwd: string;

  /**
   * Throws a usage `Failure` for what names no secret or no command.
   * @param cwd the folder in which they run
   */
  constructor(given: readonly string[], cwd: string) {
    this.#cwd = cwd;
    for (const text of given) {
      const [, name = '', command = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      // The text may hold what nobody else is to see.
      if (!variableName.test(name) || command.trim() === '')
        throw new Failure(
          'usage',
          '--secret-command is not of the form NAME=COMMAND',
          `Write --secret-command 'token=pass show api/token'`,
        );
      this.#commands.set(name, command);
    }
  }

  /** Names of commands that are none of the secrets there are: they are never run. */
  foreign(secrets: readonly string[]): readonly string[] {
    return [...this.#commands.keys()].filter((name) => !secrets.includes(name));
  }

  /**
   * What the command for a secret prints, without the line break at its end; run once, when it is first
   * asked for. `undefined` where there is none; rejects with a usage `Failure` that holds none of its output.
   */
  async valueOf(name: string): Promise<string | undefined> {
    const command = this.#commands.get(name);
    if (command === undefined) return undefined;
    const known = this.#values.get(name) ?? printed(name, command, this.#cwd);
    this.#values.set(name, known);
    return known;
  }
}

function printed(name: string, command: string, cwd: string): Promise<string> {
  const failed = (why: string): Failure =>
    new Failure(
      'usage',
      `The command for the secret ${name} ${why}`,
      'Run it by itself to see what it prints',
    );
  return new Promise((resolve, reject) => {
    // It may ask the person, and what it tells is for them.
    const child = spawn(command, {
      cwd,
      shell: true,
      stdio: ['inherit', 'pipe', 'inherit'],
      timeout: longestMs,
    });
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > longestOutput) child.kill();
      else chunks.push(chunk);
    });
    child.on('error', (error) => reject(failed(`did not run: ${error.message}`)));
    child.on('close', (status, signal) => {
      if (length > longestOutput) reject(failed(`printed more than ${longestOutput} bytes`));
      else if (signal !== null) reject(failed(`was ended by ${signal}`));
      else if (status !== 0) reject(failed(`ended with status ${status}`));
      else {
        const value = Buffer.concat(chunks)
          .toString()
          .replace(/\r?\n$/, '');
        if (value === '') reject(failed('printed nothing'));
        else resolve(value);
      }
    });
  });
}
