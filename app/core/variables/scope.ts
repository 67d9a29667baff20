import type { Environment, Variable } from '#app/contract/workspace.ts';

/** Variables that one place gives. */
export interface Scope {
  /** Path of the file within the workspace; `''` for what no file says. */
  readonly from: string;
  /** What a person knows it by: the file, or where else it comes from. */
  readonly title: string;
  readonly variables: readonly Variable[];
  /** Names that have their values from the person and are in no file. */
  readonly secrets?: readonly string[];
  /** Environments that are not chosen: where it has no variable of a name, one of them may. */
  readonly others?: readonly Environment[];
}

/** A variable that can be used, and where it comes from. */
export interface InScope {
  readonly name: string;
  /** Absent for a secret. */
  readonly variable?: Variable;
  readonly scope: Scope;
}

/** All that can be used, by name; of one name the nearest. Scopes come nearest first. */
export function variablesIn(scopes: readonly Scope[]): ReadonlyMap<string, InScope> {
  const known = indexes.get(scopes);
  if (known !== undefined) return known;
  const found = new Map<string, InScope>();
  for (const scope of scopes) {
    // A secret wins over a value that was written down for it all the same.
    for (const name of scope.secrets ?? []) add(found, { name, scope });
    for (const variable of scope.variables) add(found, { name: variable.name, variable, scope });
  }
  indexes.set(scopes, found);
  return found;
}

/** Whether a name has its value from the person alone. */
export function isSecret(name: string, scopes: readonly Scope[]): boolean {
  const found = variablesIn(scopes).get(name);
  return found !== undefined && found.variable === undefined;
}

const indexes = new WeakMap<readonly Scope[], ReadonlyMap<string, InScope>>();

function add(found: Map<string, InScope>, one: InScope): void {
  if (!found.has(one.name)) found.set(one.name, one);
}
