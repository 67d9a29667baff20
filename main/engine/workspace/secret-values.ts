import type { Workspace } from '#app/contract/workspace.ts';
import { secretVariables } from '#app/core/variables/secret-variable.ts';
import { dotEnv } from './dot-env.ts';

/**
 * What is set for secrets that the environments of a workspace name: by the process's environment, else by its
 * `.env`, which may have their names alone too. Those for which nothing is set are left out.
 */
export async function secretValues(
  { folder, environments }: Pick<Workspace, 'folder' | 'environments'>,
  names: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ReadonlyMap<string, string>> {
  const named = new Set(environments.flatMap(({ content }) => content.secrets));
  const file = await dotEnv(folder);
  return new Map(
    names.flatMap((name) => {
      if (!named.has(name)) return [];
      const variables = secretVariables(name);
      const values = [
        ...variables.map((one) => environment[one]),
        ...[...variables, name].map((one) => file.get(one)),
      ];
      // One that a machine lacks often comes as an empty variable.
      const value = values.find((one) => one !== undefined && one !== '');
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
