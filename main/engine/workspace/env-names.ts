/** Names that `{{env.NAME}}` in a file asks for, also where escapes hide it from its text. */
export function envNames(text: string, content: unknown): readonly string[] {
  const names = new Set<string>();
  addNames(text, names);
  if (text.includes('\\')) addAll(content, names);
  return [...names];
}

function addAll(content: unknown, names: Set<string>): void {
  if (typeof content === 'string') addNames(content, names);
  else if (typeof content === 'object' && content !== null)
    for (const value of Object.values(content)) addAll(value, names);
}

/** What stands between braces is not parsed: rather one name too many than one too few. */
function addNames(text: string, names: Set<string>): void {
  for (const part of text.split('{{').slice(1)) {
    const inner = part.slice(0, part.lastIndexOf('}}') + 1);
    for (const [, name = ''] of inner.matchAll(/\benv\.([A-Za-z_][\w.-]*)/g)) names.add(name);
  }
}
