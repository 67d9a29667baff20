/** A 64-bit integer as protobufjs decodes it; the digits are in `toString`. */
export interface Int64 {
  toString(): string;
}

/** google.protobuf.Timestamp, to write. `seconds` is decimal text, which protobufjs encodes exactly. */
export interface Timestamp {
  readonly seconds: string;
  readonly nanos: number;
}

/** google.protobuf.Duration, to write. */
export type DurationMessage = Timestamp;

/** google.protobuf.Duration, as decoded. */
export interface DecodedDuration {
  readonly seconds: Int64;
  readonly nanos: number;
}

/** @param ms milliseconds since 1 January 1970 UTC */
export function toTimestamp(ms: number): Timestamp {
  return splitMs(ms);
}

export function toDuration(ms: number): DurationMessage {
  return splitMs(ms);
}

export function durationToMs(duration: DecodedDuration): number {
  return Number(duration.seconds.toString()) * 1000 + duration.nanos / 1e6;
}

function splitMs(ms: number): Timestamp {
  const seconds = Math.floor(ms / 1000);
  return { seconds: String(seconds), nanos: Math.round((ms - seconds * 1000) * 1e6) };
}
