import { Reader } from 'protobufjs';

/**
 * The longest prefix of whole top-level fields within `limit` bytes: enough for a line of preview of
 * a message that is costly to decode. It may be empty. Bytes that are no message give an empty prefix.
 * `total`: how long the message is of which `bytes` are the beginning, as far as it is at hand.
 */
export function wholeFieldsPrefix(
  bytes: Uint8Array,
  limit: number,
  total = bytes.length,
): Uint8Array {
  if (total <= limit) return bytes;
  const reader = Reader.create(bytes);
  let end = 0;
  try {
    while (reader.pos < limit) {
      const tag = reader.uint32();
      reader.skipType(tag & 7);
      if (reader.pos > limit) break;
      end = reader.pos;
    }
  } catch {
    return bytes.subarray(0, total > bytes.length ? end : 0);
  }
  return bytes.subarray(0, end);
}
