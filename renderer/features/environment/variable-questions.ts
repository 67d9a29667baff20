import type { Workspace } from '#app/contract/workspace.ts';
import { namesUsed } from '#app/core/variables/resolve.ts';
import { isSecret } from '#app/core/variables/scope.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { environmentFile, valuesOfTab } from './tab-scope.ts';

/** What has to be known from the person before variables have their values. */
type VariableQuestion =
  | { readonly about: 'secrets'; readonly environment: string; readonly names: readonly string[] }
  | { readonly about: 'trust'; readonly names: readonly string[] };

/** How secrets and the environment of this process come to have values. */
export interface VariableQuestions {
  /** As `secretValues`: what was found to be set for secrets that nobody gave here. */
  readonly foundSecrets: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By the environment's file, then by name. In memory alone. */
  readonly secretValues: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By the workspace's folder: what `{{env.NAME}}` stood for when it was last asked for. */
  readonly envValues: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly variableQuestion: VariableQuestion | null;

  setSecret(environment: string, name: string, value: string): void;
  /** The environment has another file now. */
  moveSecrets(from: string, to: string): void;
  /** Asks for what the texts use and has no value yet. `true`, or what becomes true, once they can be resolved. */
  askForVariables(tabId: string | null, texts: readonly string[]): true | Promise<boolean>;
  /** Reads what the texts use of the environment where the workspace is trusted with it; asks nobody. */
  readTrustedEnv(tabId: string | null, texts: readonly string[]): Promise<void>;
  /** Secrets were given, by name; `null` when the person thought better of it. */
  answerSecrets(given: ReadonlyMap<string, string> | null): void;
  /** Asks whether the workspace is trusted with all that its files ask for. */
  askForTrust(): void;
  /** Asked or not; `null` decides nothing. */
  answerTrust(trusted: boolean | null): Promise<void>;
}

/** Takes what is set for secrets; those for which nothing is are left. */
async function notSet(
  { set, bridge }: Pick<SliceTools, 'set' | 'bridge'>,
  environment: string,
  secrets: readonly string[],
): Promise<readonly string[]> {
  const result = await bridge.invoke('workspace.secrets', { names: secrets });
  const found = new Map(result.ok ? result.value : []);
  set(({ foundSecrets }) => ({ foundSecrets: new Map(foundSecrets).set(environment, found) }));
  return secrets.filter((name) => !found.has(name));
}

/** What is trusted is all that is asked for: by the workspace's files, and in the request at hand. */
function allAsked(workspace: Workspace | null, names: readonly string[]): readonly string[] {
  return [...new Set([...names, ...(workspace?.askedEnvNames ?? [])])].sort();
}

export function createVariableQuestions({ set, get, bridge }: SliceTools): VariableQuestions {
  let settle: ((answered: boolean) => void) | undefined;

  function ask(variableQuestion: VariableQuestion): Promise<boolean> {
    settle?.(false);
    set({ variableQuestion });
    return new Promise((resolve) => {
      settle = resolve;
    });
  }

  function answered(yes: boolean): void {
    set({ variableQuestion: null });
    settle?.(yes);
    settle = undefined;
  }

  async function readEnv(workspace: Workspace, names: readonly string[]): Promise<boolean> {
    // Where no file has such a name yet, it was typed here, and nobody has been asked.
    if (workspace.trust === 'asked' || workspace.trust === 'not-needed') {
      const isDecided = await ask({ about: 'trust', names: allAsked(workspace, names) });
      if (!isDecided) return false;
    }
    if (get().workspace?.trust !== 'trusted') return true;
    const result = await bridge.invoke('workspace.env', { names });
    if (!result.ok) get().appFaulted(result.error);
    else
      set(({ envValues }) => {
        const read = new Map([...(envValues.get(workspace.folder) ?? []), ...result.value]);
        return { envValues: new Map(envValues).set(workspace.folder, read) };
      });
    return result.ok;
  }

  async function prepare(env: readonly string[], secrets: readonly string[]): Promise<boolean> {
    const { workspace } = get();
    if (workspace === null) return true;
    if (env.length > 0 && !(await readEnv(workspace, env))) return false;
    const environment = environmentFile(get());
    if (secrets.length === 0 || environment === undefined) return true;
    const names = await notSet({ set, bridge }, environment, secrets);
    return names.length === 0 || ask({ about: 'secrets', environment, names });
  }

  function setSecret(environment: string, name: string, value: string): void {
    set(({ secretValues }) => {
      const given = new Map(secretValues.get(environment));
      if (value === '') given.delete(name);
      else given.set(name, value);
      return { secretValues: new Map(secretValues).set(environment, given) };
    });
  }

  return {
    foundSecrets: new Map(),
    secretValues: new Map(),
    envValues: new Map(),
    variableQuestion: null,
    setSecret,
    moveSecrets: (from, to) =>
      set(({ secretValues }) => {
        const moved = new Map(secretValues);
        const given = moved.get(from);
        moved.delete(from);
        return given === undefined ? {} : { secretValues: moved.set(to, given) };
      }),
    askForVariables(tabId, texts) {
      const { scopes } = valuesOfTab(get(), tabId);
      const given = get().secretValues.get(environmentFile(get()) ?? '');
      const used = namesUsed(texts, scopes);
      const missing = [...used.names].filter(
        (name) => isSecret(name, scopes) && given?.has(name) !== true,
      );
      return used.env.size === 0 && missing.length === 0 ? true : prepare([...used.env], missing);
    },
    async readTrustedEnv(tabId, texts) {
      const { workspace } = get();
      const { env } = namesUsed(texts, valuesOfTab(get(), tabId).scopes);
      if (workspace?.trust === 'trusted' && env.size > 0) await readEnv(workspace, [...env]);
    },
    answerSecrets(given) {
      const question = get().variableQuestion;
      if (question?.about !== 'secrets') return;
      for (const [name, value] of given ?? []) setSecret(question.environment, name, value);
      answered(given !== null);
    },
    askForTrust: () => void ask({ about: 'trust', names: allAsked(get().workspace, []) }),
    async answerTrust(trusted) {
      if (trusted === null) return answered(false);
      const { variableQuestion: question, workspace: asking } = get();
      const names = question?.about === 'trust' ? question.names : allAsked(asking, []);
      const result = await bridge.invoke('workspace.trust', { trusted, names });
      if (!result.ok) {
        get().appFaulted(result.error);
        return answered(false);
      }
      const { workspace } = get();
      if (workspace !== null)
        get().workspaceChanged({ ...workspace, trust: trusted ? 'trusted' : 'refused' });
      if (!trusted) set({ envValues: new Map() });
      answered(true);
    },
  };
}
