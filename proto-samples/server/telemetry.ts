import type { handleClientStreamingCall, UntypedServiceImplementation } from '@grpc/grpc-js';
import type { Int64 } from './well-known.ts';

interface Reading {
  readonly sensor: string;
  readonly value: number;
  readonly events: Int64;
}

interface UploadSummary {
  readonly count: number;
  readonly sum: number;
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number;
  readonly totalEvents: string;
  readonly readingsBySensor: Readonly<Record<string, number>>;
}

/** sample.telemetry.v1.Telemetry */
export function telemetry(): UntypedServiceImplementation {
  return { Upload: upload };
}

const upload: handleClientStreamingCall<Reading, UploadSummary> = (call, callback) => {
  const bySensor = new Map<string, number>();
  let count = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let events = 0n;
  call.on('data', (reading: Reading) => {
    count += 1;
    sum += reading.value;
    min = Math.min(min, reading.value);
    max = Math.max(max, reading.value);
    events += BigInt(reading.events.toString());
    bySensor.set(reading.sensor, (bySensor.get(reading.sensor) ?? 0) + 1);
  });
  call.on('end', () => {
    callback(null, {
      count,
      sum,
      ...(count > 0 && { min, max, mean: sum / count }),
      // Beyond 64 bits it wraps around, as it would in most servers.
      totalEvents: BigInt.asIntN(64, events).toString(),
      readingsBySensor: Object.fromEntries(bySensor),
    });
  });
};
