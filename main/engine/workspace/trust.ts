import type { Workspace } from '#app/contract/workspace.ts';
import type { LocalState } from './local-state.ts';

/** What holds of a workspace whose files ask for these names: of new ones it is asked again. */
export function trustOf(local: LocalState, names: readonly string[]): Workspace['trust'] {
  const decided = local.trust;
  // Whoever trusted it may type a name before any file has one.
  if (names.length === 0) return decided?.trusted ? 'trusted' : 'not-needed';
  if (decided === undefined) return 'asked';
  const known = new Set(decided.names);
  if (!names.every((name) => known.has(name))) return 'asked';
  return decided.trusted ? 'trusted' : 'refused';
}
