import { resolve } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import { commandLineFace } from '#app/core/face.ts';
import { namesUsed, resolveJson, resolveText, type Values } from '#app/core/variables/resolve.ts';
import { brokenFile } from '#app/core/workspace/fault-text.ts';
import { inheritedInWorkspace } from '#app/core/workspace/inherit.ts';
import { type FolderWorkspace, openWorkspace, valueSource } from '#engine';
import type { Arguments, OptionValues } from '../arguments.ts';
import { homeFolder, lastWorkspace } from '../home.ts';
import type { Terminal } from '../output.ts';
import { warnOfForeign, withEnvironment } from './chosen-environment.ts';
import { workspaceAround } from './find-saved.ts';
import { givenSecrets } from './given-values.ts';
import { notTrusted } from './saved-calls.ts';
import { SecretCommands } from './secret-commands.ts';

/** Options in which nothing is replaced: the messages are JSON, and the others say what to replace with. */
const leftAlone: ReadonlySet<string> = new Set(['data', 'env', 'secret-command']);

/** What `{{name}}`s of a call stand for that no file has: the variables of `--env`. */
export class CallVariables {
  readonly #opened: FolderWorkspace;
  readonly #commands: SecretCommands;
  readonly #secrets = new Map<string, string>();
  readonly #env = new Map<string, string>();
  readonly #values: Values;

  private constructor(
    opened: FolderWorkspace,
    commands: SecretCommands,
    { scopes }: Pick<Values, 'scopes'>,
  ) {
    this.#opened = opened;
    this.#commands = commands;
    this.#values = {
      scopes,
      secrets: this.#secrets,
      env: this.#env,
      source: valueSource,
      face: commandLineFace,
    };
  }

  /** Rejects with a usage `Failure` without a workspace or such an environment. Whoever opens them closes them. */
  static async open(values: OptionValues, terminal: Terminal): Promise<CallVariables> {
    const commands = new SecretCommands(values['secret-command'] ?? [], terminal.cwd);
    const opened = await openWorkspace(workspaceFor(terminal), {
      home: homeFolder(),
      trusted: values.trust === true,
    });
    try {
      const workspace = withEnvironment(opened.current, values.env);
      const holds = inheritedInWorkspace(workspace);
      if (holds.fault !== undefined) throw brokenFile(holds.fault);
      warnOfForeign(commands, workspace, terminal);
      return new CallVariables(opened, commands, holds);
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  /** The command line with TARGET and options as they are meant. Rejects with a usage `Failure`. */
  async inArguments({ positionals, values, ...others }: Arguments): Promise<Arguments> {
    const [target, ...rest] = positionals;
    const meant = Object.entries(values).map(async ([name, value]) => [
      name,
      leftAlone.has(name) ? value : await this.#inOption(name, value),
    ]);
    const options = Object.fromEntries(await Promise.all(meant));
    if (target === undefined) return { ...others, positionals, values: options };
    const address = await this.#inText('TARGET', target);
    return { ...others, positionals: [address, ...rest], values: options };
  }

  /** A message as it goes out. Rejects with a message-invalid `Failure`. */
  async inMessage(text: string): Promise<string> {
    try {
      await this.#know(text);
      return resolveJson(text, this.#values);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Failure('message-invalid', error.error.message, error.error.hint);
    }
  }

  async close(): Promise<void> {
    await this.#opened.close();
  }

  async #inOption(name: string, value: unknown): Promise<unknown> {
    if (typeof value === 'string') return this.#inText(`--${name}`, value);
    if (!Array.isArray(value)) return value;
    return Promise.all(value.map((one) => this.#inOption(name, one)));
  }

  async #inText(what: string, text: string): Promise<string> {
    await this.#know(text);
    try {
      return resolveText(text, this.#values);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Failure('usage', `${what}: ${error.error.message}`, error.error.hint);
    }
  }

  /** Learns what a text uses of secrets and of the environment, once each. */
  async #know(text: string): Promise<void> {
    const { scopes } = this.#values;
    const { names, env } = namesUsed([text], scopes);
    const secrets = new Set([...names].filter((name) => !this.#secrets.has(name)));
    const { current } = this.#opened;
    for (const [name, value] of await givenSecrets(current, this.#commands, secrets, [scopes]))
      this.#secrets.set(name, value);
    const unknown = [...env].filter((name) => !this.#env.has(name));
    if (unknown.length === 0) return;
    try {
      for (const [name, value] of await this.#opened.env(unknown)) this.#env.set(name, value);
    } catch (error) {
      throw error instanceof Failure ? notTrusted(unknown) : error;
    }
  }
}

/** The workspace that is named, else the one around the folder, else the last one of the window. */
function workspaceFor({ cwd }: Terminal): string {
  const named = process.env['DUPLEX_WORKSPACE'];
  const folder = named ? resolve(cwd, named) : (workspaceAround(cwd) ?? lastWorkspace());
  if (folder !== undefined) return folder;
  throw new Failure(
    'usage',
    '--env needs a workspace',
    'Call from a folder of one, or name it with DUPLEX_WORKSPACE',
  );
}
