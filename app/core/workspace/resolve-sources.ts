import { Failure } from '#app/contract/result.ts';
import type { SavedSource } from '#app/contract/workspace.ts';
import { resolveText } from '#app/core/variables/resolve.ts';
import type { Scope } from '#app/core/variables/scope.ts';

const nothing = { uuid: () => '', now: () => 0, random: () => 0, base64: () => '' };

/** Sources without variables in their paths, as far as these scopes have values for them. */
export function resolvedSources(
  sources: readonly SavedSource[],
  scopes: readonly Scope[],
): readonly SavedSource[] {
  const values = { scopes, secrets: new Map(), env: new Map(), source: nothing };
  return sources.map((source) => {
    if (source.kind === 'reflection') return source;
    try {
      return { ...source, path: resolveText(source.path, values) };
    } catch (error) {
      if (error instanceof Failure) return source;
      throw error;
    }
  });
}
