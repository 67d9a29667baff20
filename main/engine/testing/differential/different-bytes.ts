import type protobuf from 'protobufjs';
import { parseJson } from '#engine/codec/json-text.ts';
import { jsonWire } from '#engine/codec/json-wire/json-wire.ts';
import { encodeJson } from '#engine/codec/prepare-json.ts';
import type { Random } from '../random.ts';

/** How the bytes that are made straight from JSON text, if they are, differ from those of the message that it is. */
export function differentBytes(type: protobuf.Type, text: string): string | undefined {
  const found = jsonWire(type, text)?.toString('hex');
  if (found === undefined) return undefined;
  const wanted = wholeBytes(type, text);
  return found === wanted ? undefined : `${text} is ${found}, as a whole it is ${wanted}`;
}

function wholeBytes(type: protobuf.Type, text: string): string {
  try {
    return Buffer.from(encodeJson(type, parseJson(text))).toString('hex');
  } catch (error) {
    return String(error);
  }
}

/** What means something in JSON, or is odd in it. */
const pieces = [
  ...['{', '}', '[', ']', ',', ':', '"', '\\', '-', '.', '0', '1', '9', '99999999', 'e', 'E1', '+'],
  ...['null', 'true', 'false', '""', '{}', '[]', '"a":', ' ', '\n', '\u00a0', '\u0000', '\\u0061'],
  ...['ä', '𝄞', '\ud834', '//', '/**/', '=', '"__proto__":0,', '"NaN"', '\\ud800', '-0', '1.0'],
];

/** JSON text with a small change or two: something gone, doubled, or put in. */
export function changedJson(text: string, random: Random): string {
  let changed = text;
  for (let left = 1 + random.below(2); left > 0; left -= 1) {
    const at = random.below(changed.length + 1);
    const to = at + random.below(random.chance(0.2) ? 20 : 3);
    const piece = random.chance(0.3) ? changed.slice(at, to).repeat(2) : random.pick(pieces);
    changed = changed.slice(0, at) + piece + changed.slice(random.chance(0.5) ? at : to);
  }
  return changed;
}
