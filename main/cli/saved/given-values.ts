import { join } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import type { Variable, Workspace } from '#app/contract/workspace.ts';
import { isSecret, type Scope, variablesIn } from '#app/core/variables/scope.ts';
import { secretVariable } from '#app/core/variables/secret-variable.ts';
import { variableName } from '#app/core/variables/template.ts';
import { writtenType } from '#app/core/variables/written-type.ts';
import { secretValues } from '#engine';
import type { SecretCommands } from './secret-commands.ts';

/** The variables of `--var NAME=VALUE`; throws a usage `Failure` for what is none. */
export function givenVariables(given: readonly string[]): Scope {
  const variables = given.map((text): Variable => {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (!variableName.test(name) || name.startsWith('env.'))
      throw new Failure('usage', `--var ${text} is not of the form NAME=VALUE`);
    return { name, ...valueAs(value) };
  });
  // Of two with one name the last one is meant.
  return { from: '', title: '--var', variables: variables.reverse() };
}

/** What is a number, true, false or null stands for itself; a text may stand in quotes. */
function valueAs(written: string): Omit<Variable, 'name'> {
  if (writtenType(written) === 'json') return { value: written, type: 'json' };
  return { value: /^"(.*)"$/s.exec(written)?.[1] ?? written, type: 'text' };
}

/** The same, as texts where the files have a text of that name. */
export function typedAsIn(given: Scope, scopes: readonly Scope[]): Scope {
  const known = variablesIn(scopes);
  const variables = given.variables.map(
    (variable): Variable =>
      known.get(variable.name)?.variable?.type === 'text'
        ? { ...variable, type: 'text' }
        : variable,
  );
  return { ...given, variables };
}

/**
 * Values of the secrets that are used, from their commands, `DUPLEX_SECRET_NAME` or the workspace's `.env`.
 * Rejects with a usage `Failure` that names all that have none.
 */
export async function givenSecrets(
  workspace: Workspace,
  commands: SecretCommands,
  used: ReadonlySet<string>,
  scopes: readonly (readonly Scope[])[],
): Promise<ReadonlyMap<string, string>> {
  const names = [...used].filter((name) => scopes.some((one) => isSecret(name, one)));
  if (names.length === 0) return new Map();
  const secrets = new Map(await secretValues(workspace, names));
  for (const name of names) {
    const value = await commands.valueOf(name);
    if (value !== undefined) secrets.set(name, value);
  }
  const missing = names.filter((name) => !secrets.has(name));
  if (missing.length === 0) return secrets;
  throw new Failure(
    'usage',
    `No value is given for the secret ${missing.join(', ')}`,
    `Set ${missing.map(secretVariable).join(', ')}, write ${missing.length === 1 ? 'it' : 'them'} into ${join(workspace.folder, '.env')}, or give --secret-command ${missing[0]}=COMMAND`,
  );
}
