import { Failure } from '#app/contract/result.ts';
import type { Workspace } from '#app/contract/workspace.ts';
import { nearWord } from '#app/core/near-word.ts';
import { printable } from '#app/core/printable.ts';
import { faultSentence } from '#app/core/workspace/fault-text.ts';
import type { Terminal } from '../output.ts';
import type { SecretCommands } from './secret-commands.ts';

/** A workspace with the environment of `--env`. Throws a usage `Failure` for one that is not there, or is broken. */
export function withEnvironment(workspace: Workspace, name: string | undefined): Workspace {
  const found = workspace.environments.find((one) => one.name === name);
  if (name !== undefined && found === undefined) {
    const fault = workspace.faults.find(({ path }) =>
      [`environments/${name}.yaml`, `environments/${name}.yml`, 'environments'].includes(path),
    );
    if (fault !== undefined) throw new Failure('usage', faultSentence(fault));
    const names = workspace.environments.map((one) => one.name);
    throw new Failure(
      'usage',
      `There is no environment "${name}" in ${workspace.folder}`,
      nearWord(name, names) ?? (names.length === 0 ? undefined : `There is ${names.join(', ')}`),
    );
  }
  if (found?.fault !== undefined) throw new Failure('usage', faultSentence(found.fault));
  return { ...workspace, environment: name ?? null };
}

/** Tells of commands for what is no secret. */
export function warnOfForeign(
  secrets: SecretCommands,
  { environments }: Workspace,
  { stderr }: Terminal,
): void {
  const declared = environments.flatMap(({ content }) => content.secrets);
  for (const name of secrets.foreign(declared)) {
    const hint = nearWord(name, declared) ?? 'List it under secrets of an environment';
    stderr.write(`warning: No environment has a secret ${printable(name)}. ${hint}\n`);
  }
}
