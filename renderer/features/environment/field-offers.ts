interface Offer {
  readonly name: string;
  readonly detail: string;
}

/** More are found by what is typed of them. */
const mostOffers = 1000;

/** What is typed of a variable's name before the cursor; `undefined` where none is begun. */
const begun = /\{\{\s*(?:base64\s+)?([\w.-]*)$/;

/** What can stand at the cursor of a field: behind `{{`, those that begin so, then those that hold it. */
export function offersAt(
  text: string,
  cursor: number,
  offered: readonly Offer[],
): readonly Offer[] {
  const typed = begun.exec(text.slice(0, cursor))?.[1]?.toLowerCase();
  if (typed === undefined) return [];
  const at = ({ name }: Offer) => name.toLowerCase().indexOf(typed);
  return [
    ...offered.filter((offer) => at(offer) === 0),
    ...offered.filter((offer) => at(offer) > 0),
  ].slice(0, mostOffers);
}

/** The text with a name in the place of what is typed of it, its braces closed, and the cursor behind. */
export function withOffer(
  text: string,
  cursor: number,
  name: string,
): { readonly text: string; readonly cursor: number } {
  const before = text.slice(0, cursor);
  const typed = begun.exec(before)?.[1] ?? '';
  const after = text.slice(cursor).replace(/^[\w.-]*(?:\s*\}\})?/, '');
  const taken = `${before.slice(0, before.length - typed.length)}${name}}}`;
  return { text: taken + after, cursor: taken.length };
}
