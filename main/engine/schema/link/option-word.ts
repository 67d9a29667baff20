import type { OptionValue, ParsedFile } from '../parse/parsed-file.ts';

/**
 * The word that an option of a declaration is set to, such as `true`, before options are interpreted.
 * A second name is looked up inside the first, which may be written in either way:
 * `features.json_format = ALLOW` or `features = { json_format: ALLOW }`.
 */
export function optionWord(
  file: ParsedFile,
  descriptor: object,
  name: string,
  inner?: string,
): string | undefined {
  for (const { name: written, value } of file.options.get(descriptor) ?? []) {
    const [first, second] = written;
    if (first?.text !== name || first.extension) continue;
    const found = second?.text === inner ? value : memberOf(value, inner);
    if (found?.kind === 'identifier') return found.text;
  }
  return undefined;
}

function memberOf(value: OptionValue, name: string | undefined): OptionValue | undefined {
  if (value.kind !== 'aggregate') return undefined;
  return value.fields.find((field) => field.name === name)?.values[0];
}
