/** More are counted, not named. */
const mostNamed = 8;

/** Parts of a sentence in a row, however many a file has. */
export function inWords(parts: readonly string[]): string {
  const more = parts.length - mostNamed;
  const named = parts.slice(0, mostNamed).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}
