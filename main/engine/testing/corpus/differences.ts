/** At most so many differences of one pair are told. */
const MOST = 5;

/** Where two values of plain data differ, as `path: ours, theirs`; empty when they are equal. */
export function differences(ours: unknown, theirs: unknown): string[] {
  const found: string[] = [];
  compare(ours, theirs, '', found);
  return found;
}

function compare(ours: unknown, theirs: unknown, path: string, found: string[]): void {
  if (Object.is(ours, theirs) || found.length >= MOST) return;
  if (!isCollection(ours) || !isCollection(theirs) || isList(ours) !== isList(theirs)) {
    found.push(`${path}: ${shown(ours)}, protoc ${shown(theirs)}`);
    return;
  }
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)]))
    compare(own(ours, key), own(theirs, key), `${path}.${key}`, found);
}

function own(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Lists and bytes are told by their type alone, so that both sides are of one kind. */
function isList(value: object): boolean {
  return Array.isArray(value) || value instanceof Uint8Array;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
