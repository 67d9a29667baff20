import type { Diagnostic } from '#app/contract/schema.ts';

/**
 * Of what is said of several places in files that lack an import, the first, with how many more there
 * are: the missing file may define it, and one such file can be used in thousands of places.
 */
export function withoutRepeats(
  diagnostics: readonly Diagnostic[],
  lacking: ReadonlySet<string>,
): readonly Diagnostic[] {
  const counts = new Map<string, number>();
  const kept = diagnostics.filter(({ file, message }) => {
    if (file === undefined || !lacking.has(file)) return true;
    const count = (counts.get(message) ?? 0) + 1;
    counts.set(message, count);
    return count === 1;
  });
  return kept.map((one) => {
    const more = (counts.get(one.message) ?? 1) - 1;
    if (more === 0 || one.file === undefined || !lacking.has(one.file)) return one;
    const places = more === 1 ? 'one more place' : `${more} more places`;
    return { ...one, message: `${one.message}; the same in ${places}` };
  });
}
