import type { OptionValue, SetField } from './option-reader.ts';

/** A value in one line: `{ get: "/v1" more { any: 1 } }`. */
export function valueLine(value: OptionValue): string {
  if (typeof value === 'string') return value;
  const parts = value.flatMap((one) =>
    one.values.map((inner) => `${opening(one, inner)} ${valueLine(inner)}`),
  );
  return parts.length === 0 ? '{}' : `{ ${parts.join(' ')} }`;
}

/** A value as protoc writes it: each field of a message in a line of its own. */
export function valueBlock(value: OptionValue): string {
  if (typeof value === 'string') return value;
  const parts = value.flatMap((one) =>
    one.values.map((inner) => `${opening(one, inner)} ${valueBlock(inner)}`),
  );
  return parts.length === 0 ? '{}' : `{\n${indented(parts.join('\n'))}\n}`;
}

/** Line feeds inside of strings are escaped, so that all of them are the text's own. */
export function indented(text: string): string {
  return `  ${text.replaceAll('\n', '\n  ')}`;
}

function opening({ label }: SetField, value: OptionValue): string {
  return typeof value === 'string' ? `${label}:` : label;
}
