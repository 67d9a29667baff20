import { LABEL, typeKeyword } from '../parse/field-types.ts';
import type {
  FieldDescriptor,
  MessageDescriptor,
  OptionValue,
  ParsedFile,
} from '../parse/parsed-file.ts';
import type { Linking } from './linking.ts';

/** Checks an extension against what its message declares of it in `extensions … [declaration = …]`. */
export function checkDeclared(
  linking: Linking,
  file: ParsedFile,
  fullName: string,
  field: FieldDescriptor,
): void {
  const extendee = linking.table.get((field.extendee ?? '').slice(1));
  if (extendee?.kind !== 'message') return;
  const number = field.number ?? 0;
  const range = (extendee.descriptor as MessageDescriptor).extensionRange?.find(
    ({ start = 0, end = 0 }) => number >= start && number < end,
  );
  const options = range === undefined ? [] : (extendee.file.options.get(range) ?? []);
  const declarations = options.filter(({ name: [first] }) => first?.text === 'declaration');
  const mustBe = options.some(
    ({ name: [first], value }) =>
      first?.text === 'verification' && value.kind === 'identifier' && value.text === 'DECLARATION',
  );
  if (declarations.length === 0 && !mustBe) return;
  const declared = declarations.find(({ value }) => wordOf(value, 'number') === `${number}`);
  const problem =
    declared === undefined ? 'not at all' : difference(declared.value, `.${fullName}`, field);
  if (problem === undefined) return;
  const place = linking.place(file, field, 'extendee');
  const message = `the extension ${number} of "${extendee.fullName}" is declared ${problem}`;
  linking.report(file, place, message);
}

/** Checks that what a message declares of its extensions is of the range that it is written at. */
export function checkDeclarations(
  linking: Linking,
  file: ParsedFile,
  { extensionRange = [] }: MessageDescriptor,
): void {
  for (const range of extensionRange) {
    const { start = 0, end = 0 } = range;
    for (const { name, value, place } of file.options.get(range) ?? []) {
      if (name[0]?.text !== 'declaration') continue;
      const number = Number(wordOf(value, 'number') ?? start);
      if (number >= start && number < end) continue;
      linking.report(file, place, `the extension ${number} is declared outside of its range`);
    }
  }
}

function difference(
  declared: OptionValue,
  fullName: string,
  field: FieldDescriptor,
): string | undefined {
  if (wordOf(declared, 'reserved') === 'true') return 'reserved';
  const name = wordOf(declared, 'full_name');
  if (name !== fullName) return `as "${name}", not as "${fullName}"`;
  const type = wordOf(declared, 'type');
  const own = field.typeName ?? typeKeyword(field.type ?? 0);
  if (type !== own) return `with the type "${type}", not "${own}"`;
  const isRepeated = wordOf(declared, 'repeated') === 'true';
  if (isRepeated === (field.label === LABEL.repeated)) return undefined;
  return isRepeated ? 'repeated' : 'as not repeated';
}

/** A member of a message in the text format, as text. */
function wordOf(value: OptionValue, name: string): string | undefined {
  if (value.kind !== 'aggregate') return undefined;
  const found = value.fields.find((field) => field.name === name)?.values[0];
  if (found?.kind === 'string') return Buffer.from(found.bytes).toString('utf8');
  if (found?.kind === 'identifier') return found.text;
  return found?.kind === 'integer' ? `${found.value}` : undefined;
}
