import { dotEnv } from './dot-env.ts';

/** What `{{env.NAME}}` can stand for: the process's environment, and what it lacks from `.env`. */
export async function envValues(
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, string>> {
  const values = new Map(await dotEnv(root));
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined) values.set(name, value);
  return values;
}

/** Those of these names, without those that have none. */
export function picked(
  values: ReadonlyMap<string, string>,
  names: readonly string[],
): readonly (readonly [name: string, value: string])[] {
  return names.flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
}
