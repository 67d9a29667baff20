import { Failure } from '#app/contract/result.ts';

export const requestEnding = '.request.yaml';
export const folderFileName = 'folder.yaml';

/** Not in a name on one system or another; what hides or turns text round is seen by nobody. */
const illegal = /[<>:"/\\|?*\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
/** Devices on Windows, whatever follows them after a dot. */
const reserved = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?=\.|$)/i;
/** Systems bound a file's name to 255 bytes, of which some go into the ending. */
const longestName = 200;

/** The name that a file or folder has for one that was typed. Throws a `Failure` for none at all. */
export function legalName(typed: string): string {
  const name = typed
    .normalize('NFC')
    .replace(illegal, '-')
    .replace(/^[\s.]+|[\s.]+$/g, (ends) => ends.replace(/\./g, '-').replace(/\s/g, ''))
    .replace(reserved, (device) => `${device}-`);
  if (name === '') throw new Failure('usage', 'A name is missing', 'Type one');
  const bytes = Buffer.byteLength(name);
  if (bytes > longestName)
    throw new Failure(
      'usage',
      `The name "${name.slice(0, 40)}…" is too long: ${bytes} bytes of ${longestName}`,
      'Give it a shorter one',
    );
  return name;
}

/** Equal for names that some system cannot hold apart: by case, or by how accents are composed. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase();
}

/** A name that nothing has yet: "say-hello", "say-hello 2", "say-hello 3" … */
export function freeName(name: string, taken: Iterable<string>): string {
  const keys = new Set([...taken].map(nameKey));
  if (!keys.has(nameKey(name))) return name;
  const base = name.replace(/ \d{1,9}$/, '');
  for (let count = 2; ; count += 1) {
    const numbered = `${base} ${count}`;
    if (!keys.has(nameKey(numbered))) return numbered;
  }
}

/** Made when names are first compared: what it reads of languages takes milliseconds. */
let collator: Intl.Collator | undefined;

/** What an order needs of an item. */
type Named = { readonly kind: 'folder' | 'request'; readonly name: string };

/** Folders first, then by name, numbers in it by their size; the same on every machine. */
export function byKindAndName(a: Named, b: Named): number {
  const byKind = Number(a.kind === 'request') - Number(b.kind === 'request');
  collator ??= new Intl.Collator('en', { numeric: true });
  return (
    byKind || collator.compare(a.name, b.name) || (a.name < b.name ? -1 : Number(a.name > b.name))
  );
}

/** Those that were moved by hand first, in their order; the rest follows as it is. */
export function inOrder<Item extends Named>(
  items: readonly Item[],
  order: readonly string[],
): readonly Item[] {
  const rank = new Map(order.map((name, index) => [name, index]));
  const rankOf = ({ name }: Item): number => rank.get(name) ?? order.length;
  return items.toSorted((a, b) => rankOf(a) - rankOf(b));
}
