/** JSON that keeps the order of its members, whatever their names are. */
export type JsonTree =
  | string
  | number
  | boolean
  | null
  | readonly JsonTree[]
  | ReadonlyMap<string, JsonTree>;

/** JSON text, indented by two spaces; empty lists and objects stay in one line. */
export function jsonText(tree: JsonTree, indent = ''): string {
  if (tree === null || typeof tree !== 'object') return JSON.stringify(tree);
  const inner = `${indent}  `;
  const isList = !(tree instanceof Map);
  const items = isList
    ? (tree as readonly JsonTree[]).map((one) => inner + jsonText(one, inner))
    : [...tree].map(([name, one]) => `${inner}${JSON.stringify(name)}: ${jsonText(one, inner)}`);
  const [open, close] = isList ? '[]' : '{}';
  return items.length === 0
    ? `${open}${close}`
    : `${open}\n${items.join(',\n')}\n${indent}${close}`;
}
