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
