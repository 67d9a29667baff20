/** A text cut around the words of a query, in any case: every second part is one that was found. */
export function foundParts(text: string, query: string): readonly string[] {
  const words = query.split(/\s+/).filter(Boolean);
  if (words.length === 0) return [text];
  // Of words that begin alike the longest is meant.
  const sought = words.toSorted((a, b) => b.length - a.length).map(escaped);
  return text.split(new RegExp(`(${sought.join('|')})`, 'gi'));
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
