import { handOver } from '../wire-json/hand-over.ts';
import type { JsonElement, Reading } from './reading.ts';
import { writeText } from './scalar-values.ts';

/** Field 1 of an entry, as text, and field 2, of whatever wire type. */
const keyTag = 10;
const valueTag = 16;

/** A map by texts, entry by entry. Keys that mean something to objects, which sort them too, are handed over. */
export function readMap(reading: Reading, tag: number, element: JsonElement): void {
  const { source, out } = reading;
  source.take(0x7b);
  if (source.takes(0x7d)) return;
  const keys = new Set<string>();
  do {
    const key = source.string();
    if (keys.has(key) || /^(?:\d|__proto__$)/.test(key)) throw handOver;
    keys.add(key);
    out.varint(tag);
    const entry = out.open();
    out.varint(keyTag);
    writeText(out, key, source.isAscii);
    source.take(0x3a);
    out.varint(valueTag | element.wire);
    element.read(reading);
    out.close(entry);
  } while (source.goesOn(0x7d));
}
