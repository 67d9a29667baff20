/** Bytes of one record: that of event N begins at N times as many. */
export const recordBytes = 40;

/** What is known of an event without its content. */
export interface EventRecord {
  readonly at: number;
  /** Where the content begins: the payload, or the JSON of an event that is no message. */
  readonly position: number;
  /** Of the content. */
  readonly bytes: number;
  /** Positive for received, negative for sent, 0 for what is no message. */
  readonly index: number;
  /** -1 where it is not known. */
  readonly wireBytes: number;
}

const bytesAt = 6;
const wireBytesAt = 7;
const versionAt = 8;
const checkAt = 9;
const version = 1;
/** Zeros are no record. */
const checkSeed = 0x6c707564;

const scratch = new ArrayBuffer(recordBytes);
const floats = new Float64Array(scratch);
const words = new Uint32Array(scratch);
const raw = new Uint8Array(scratch);

/**
 * The 40 bytes of a record: three doubles, then words, in the order of this machine. They are the next
 * record's at the next use.
 */
export function recordOf(
  at: number,
  position: number,
  bytes: number,
  index: number,
  wireBytes: number,
): Uint8Array {
  floats[0] = at;
  floats[1] = position;
  floats[2] = index;
  words[bytesAt] = bytes;
  words[wireBytesAt] = wireBytes + 1;
  words[versionAt] = version;
  words[checkAt] = check();
  return raw;
}

/** The record that begins at `offset`; `undefined` where none is, or not the one that was written. */
export function readRecord(source: Buffer, offset: number): EventRecord | undefined {
  raw.set(source.subarray(offset, offset + recordBytes));
  if (words[checkAt] !== check() || words[versionAt] !== version) return undefined;
  const [at = 0, position = 0, index = 0] = floats;
  const isSound = at >= 0 && Number.isSafeInteger(position) && Number.isSafeInteger(index);
  if (!isSound || at === Number.POSITIVE_INFINITY || position < 0) return undefined;
  return {
    at,
    position,
    index,
    bytes: words[bytesAt] ?? 0,
    wireBytes: (words[wireBytesAt] ?? 0) - 1,
  };
}

function check(): number {
  let sum = checkSeed;
  for (let at = 0; at < checkAt; at += 1) sum = Math.imul(sum ^ (words[at] ?? 0), 0x01000193);
  return sum >>> 0;
}
