import type { FieldDoc, MessageDoc } from '#app/contract/definition.ts';
import type { FieldOffer } from '#renderer/ui/FieldOffers.tsx';

type DocOf = (type: string) => Promise<MessageDoc | undefined>;

/** A path that is begun where a condition can begin: at the start, behind a space; never a value or in quotes. */
const begun = /(?:^|\s)((?:\$\.)?[A-Za-z_][\w.[\]*]*)$/;
const valueBegun = /(?:[=<>]|\scontains)\s*\S*$/;
/** More are found by what is typed of them. */
const mostOffers = 200;

/** What is typed of a field's path before the cursor; `undefined` where none is begun. */
export function pathBegun(text: string, cursor: number): string | undefined {
  const before = text.slice(0, cursor);
  const isQuoted = (before.match(/"/g) ?? []).length % 2 === 1;
  if (isQuoted || valueBegun.test(before)) return undefined;
  return begun.exec(before)?.[1];
}

/** Fields of messages of these types, as paths, of which that much is typed: those that begin so first. */
export async function pathOffers(
  typed: string,
  types: readonly string[],
  docOf: DocOf,
): Promise<readonly FieldOffer[]> {
  const last = typed.lastIndexOf('.');
  const within = typed.slice(0, last + 1);
  const word = typed.slice(last + 1).toLowerCase();
  const offers = new Map<string, string>();
  for (const type of types) {
    const inner = await typeWithin(type, stepsOf(within), docOf);
    const fields = inner === undefined ? [] : ((await docOf(inner))?.fields ?? []);
    for (const field of fields) offers.set(`${within}${nameOf(field)}`, field.type);
  }
  const at = ([path]: readonly [string, string]) =>
    path.slice(within.length).toLowerCase().indexOf(word);
  const found = [...offers].filter((one) => at(one) >= 0 && one[0] !== typed);
  return [...found.filter((one) => at(one) === 0), ...found.filter((one) => at(one) > 0)]
    .slice(0, mostOffers)
    .map(([name, detail]) => ({ name, detail }));
}

/** The text with a path in the place of what is typed of it. */
export function withPath(
  text: string,
  cursor: number,
  path: string,
): { readonly text: string; readonly cursor: number } {
  const typed = pathBegun(text, cursor) ?? '';
  const before = text.slice(0, cursor - typed.length) + path;
  return { text: before + text.slice(cursor).replace(/^[\w.[\]*]*/, ''), cursor: before.length };
}

function stepsOf(within: string): readonly string[] {
  return within
    .replace(/^\$\./, '')
    .split('.')
    .map((step) => step.replace(/\[.*$/, ''))
    .filter((step) => step !== '');
}

async function typeWithin(
  type: string,
  steps: readonly string[],
  docOf: DocOf,
): Promise<string | undefined> {
  let at: string | undefined = type;
  for (const step of steps) {
    const doc: MessageDoc | undefined = at === undefined ? undefined : await docOf(at);
    const field: FieldDoc | undefined = doc?.fields.find(
      ({ jsonName, name }) => jsonName === step || name === step,
    );
    at = field?.kind === 'message' ? field.typeName : undefined;
  }
  return at;
}

function nameOf({ jsonName, repeated, kind }: FieldDoc): string {
  return repeated && kind !== 'map' ? `${jsonName}[*]` : jsonName;
}
