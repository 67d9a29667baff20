import { handOver } from './hand-over.ts';
import { closeObject } from './json-bytes.ts';
import { type MapEntry, type MapField, readEntries, readName } from './map-entry.ts';
import type { Writing } from './writing.ts';

/** So many keys are compared with each other before that takes longer than to make texts of them. */
const fewEntries = 16;
const underscore = 0x5f;
/** Objects have such names before all others, in the order of their numbers. */
const indexName = /^(?:0|[1-9]\d{0,9})$/;
const largestIndex = 2 ** 32 - 2;

/**
 * Writes the entries that follow each other on the wire, in the order that an object would have; whether
 * there are none. What it means that a key comes twice is for the decoder to say.
 */
export function writeMap(writing: Writing, map: MapField): boolean {
  const { wire, out, bytes } = writing;
  const entries = readEntries(writing, map);
  const after = wire.pos;
  const outerEnd = wire.len;
  const isPlain = map.keyType === 'string' && hasPlainKeys(writing, entries);
  out.open(closeObject);
  for (const entry of isPlain ? entries : inOrder(writing, map, entries)) {
    out.next();
    if (isPlain) {
      wire.pos = entry.key;
      const end = writing.sizedEnd();
      out.string(bytes, wire.pos, end);
      out.key(':');
    } else out.name(readName(writing, map.keyType, entry));
    wire.len = entry.end;
    if (entry.value !== -1) {
      wire.pos = entry.value;
      map.value.write(writing);
    } else {
      wire.pos = entry.end;
      map.value.writeAbsent(writing);
    }
    wire.len = outerEnd;
  }
  out.close(closeObject);
  wire.pos = after;
  return entries.length === 0;
}

/** Whether the keys are few, differ, and mean nothing to an object: they can be written as they come. */
function hasPlainKeys(writing: Writing, entries: readonly MapEntry[]): boolean {
  const { wire, bytes } = writing;
  if (entries.length > fewEntries) return false;
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { key } of entries) {
    if (key === -1) return false;
    wire.pos = key;
    const end = writing.sizedEnd();
    const start = wire.pos;
    const first = start === end ? 0 : (bytes[start] ?? 0);
    if (first === underscore || (first >= 0x30 && first <= 0x39)) return false;
    for (let index = 0; index < starts.length; index += 1)
      if (isSame(bytes, start, end, starts[index] ?? 0, ends[index] ?? 0)) throw handOver;
    starts.push(start);
    ends.push(end);
  }
  return true;
}

function isSame(
  bytes: Uint8Array,
  start: number,
  end: number,
  otherStart: number,
  otherEnd: number,
): boolean {
  if (end - start !== otherEnd - otherStart) return false;
  for (let index = start; index < end; index += 1)
    if (bytes[index] !== bytes[index - start + otherStart]) return false;
  return true;
}

function inOrder(
  writing: Writing,
  { keyType }: MapField,
  entries: readonly MapEntry[],
): readonly MapEntry[] {
  const names = new Set<string>();
  const indices: [index: number, entry: MapEntry][] = [];
  const others: MapEntry[] = [];
  for (const entry of entries) {
    const name = readName(writing, keyType, entry);
    if (name === '__proto__' || names.has(name)) throw handOver;
    names.add(name);
    const isIndex = indexName.test(name) && Number(name) <= largestIndex;
    if (isIndex) indices.push([Number(name), entry]);
    else others.push(entry);
  }
  indices.sort(([one], [other]) => one - other);
  return [...indices.map(([, entry]) => entry), ...others];
}
