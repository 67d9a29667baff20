import { Failure } from '#app/contract/result.ts';
import type { EnvironmentContent } from '#app/contract/workspace.ts';
import { environmentWanted, type WantedFile } from './format/wanted.ts';
import { fileNameOf } from './items.ts';
import { joined } from './workspace-files.ts';

/** An environment's file. Throws a `Failure` for what would not be read again. */
export function environmentFile(
  name: string,
  { variables, secrets }: EnvironmentContent,
): { readonly path: string; readonly wanted: WantedFile } {
  const path = joined('environments', fileNameOf('environment', name));
  const both = secrets.find((secret) => variables.some((one) => one.name === secret));
  if (both === undefined) return { path, wanted: environmentWanted({ variables, secrets }) };
  throw new Failure(
    'usage',
    `${path} cannot have ${both} among the variables and among the secrets`,
    'Delete one of the two: a secret has no value in a file',
  );
}
