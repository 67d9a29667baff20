import { tokenize } from '#engine/schema/parse/token.ts';
import type { Random } from './random.ts';

/** What takes the place of a word, or comes beside it: what decides something in a `.proto` file. */
const WORDS = [
  ...['message', 'enum', 'oneof', 'map', 'group', 'extend', 'extensions', 'reserved', 'service'],
  ...['rpc', 'returns', 'stream', 'option', 'import', 'public', 'package', 'syntax', 'edition'],
  ...['optional', 'required', 'repeated', 'to', 'max', 'int32', 'string', 'bytes', 'double'],
  ...['0', '1', '-1', '19000', '536870912', '1.5', '0x', 'inf', 'true', '"x"', "'", '"', '\\'],
  ...['{', '}', '[', ']', '(', ')', '<', '>', ';', '=', ',', '.', '//', '/*', '__proto__'],
  ...['constructor', 'toString', 'key', 'value', 'deprecated', 'packed', 'default', 'json_name'],
];

/** The text with one small change: a token gone, doubled, swapped with the next or another one. */
export function mutate(text: string, random: Random): string {
  const { tokens } = tokenize(text);
  const at = random.below(Math.max(tokens.length - 1, 1));
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || next === undefined) return `${text} ${random.pick(WORDS)}`;
  const before = text.slice(0, token.start);
  const after = text.slice(token.end);
  switch (random.below(5)) {
    case 0:
      return before + after;
    case 1:
      return `${before}${token.text} ${token.text}${after}`;
    case 2:
      return `${before}${next.text}${text.slice(token.end, next.start)}${token.text}${text.slice(next.end)}`;
    case 3:
      return `${before}${random.pick(tokens).text}${after}`;
    default:
      return `${before}${random.pick(WORDS)}${after}`;
  }
}
