/** The JSON name that protoc gives a field: underscores go, the letter behind one is a capital. */
export function defaultJsonName(fieldName: string): string {
  if (!fieldName.includes('_')) return fieldName;
  return fieldName.replace(/_+([^_]?)/g, (_, next: string) =>
    next >= 'a' && next <= 'z' ? next.toUpperCase() : next,
  );
}

/** The name of the nested type that stands for an entry of a map field. */
export function mapEntryName(fieldName: string): string {
  const name = defaultJsonName(fieldName);
  const first = name.charAt(0);
  return `${first >= 'a' && first <= 'z' ? first.toUpperCase() : first}${name.slice(1)}Entry`;
}

/** The name of the oneof that stands for a proto3 `optional` field, unlike any name in `taken`. */
export function syntheticOneofName(fieldName: string, taken: ReadonlySet<string>): string {
  let name = fieldName.startsWith('_') ? fieldName : `_${fieldName}`;
  while (taken.has(name)) name = `X${name}`;
  return name;
}
