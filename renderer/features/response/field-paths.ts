import type { FieldDoc, MessageDoc } from '#app/contract/definition.ts';

/** More fields than these are not offered. */
const mostOffered = 40;

type DocOf = (type: string) => Promise<MessageDoc | undefined>;

/** Paths of the fields of messages, and of the messages right in them: `price`, `levels[*].price`. */
export async function fieldPaths(
  types: readonly string[],
  docOf: DocOf,
): Promise<readonly string[]> {
  const paths = new Set<string>();
  for (const type of types) {
    for (const field of (await docOf(type))?.fields ?? []) {
      for (const path of await pathsOf(field, docOf)) paths.add(path);
      if (paths.size >= mostOffered) break;
    }
  }
  return [...paths].slice(0, mostOffered);
}

async function pathsOf(field: FieldDoc, docOf: DocOf): Promise<readonly string[]> {
  const path = field.repeated && field.kind !== 'map' ? `${field.jsonName}[*]` : field.jsonName;
  const isPlain = field.kind !== 'message' || field.typeName === undefined;
  // Those of Google's own types are values in JSON.
  if (isPlain || field.typeName.startsWith('google.protobuf.')) return [path];
  const inner = (await docOf(field.typeName))?.fields ?? [];
  return inner.length === 0 ? [path] : inner.map(({ jsonName }) => `${path}.${jsonName}`);
}
