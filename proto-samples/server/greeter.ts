import {
  type handleUnaryCall,
  type Metadata,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { Type } from 'protobufjs';
import { cancellation, wait } from './cancellation.ts';
import { failureDetail } from './failure-details.ts';
import { customEntries, type MetadataEntry, toMetadata } from './metadata-entries.ts';
import { badField, richError } from './rich-status.ts';
import {
  type DecodedDuration,
  type DurationMessage,
  durationToMs,
  type Int64,
  type Timestamp,
  toDuration,
  toTimestamp,
} from './well-known.ts';

interface SayHelloRequest {
  readonly name: string;
  readonly id: Int64;
  readonly ticket: Int64;
}

interface SayHelloResponse {
  readonly message: string;
  readonly id: Int64;
  readonly ticket: Int64;
  readonly requestMetadata: readonly MetadataEntry[];
  readonly answeredAt: Timestamp;
}

interface FailRequest {
  readonly code: number;
  readonly message: string;
  readonly details: readonly number[];
  readonly trailers: readonly MetadataEntry[];
  readonly headersFirst: boolean;
}

/** sample.greeter.v1.Greeter. @param greetingRefused the type of its own failure detail */
export function greeter(greetingRefused: Type): UntypedServiceImplementation {
  return { SayHello: sayHello, Fail: failWith(greetingRefused), Slow: slow };
}

const sayHello: handleUnaryCall<SayHelloRequest, SayHelloResponse> = (call, callback) => {
  const { name, id, ticket } = call.request;
  const entries = customEntries(call.metadata);
  call.sendMetadata(toMetadata(entries));
  const answer = {
    message: `Hello, ${name || 'world'}!`,
    id,
    ticket,
    requestMetadata: entries,
    answeredAt: toTimestamp(Date.now()),
  };
  callback(null, answer, toMetadata([{ name: 'sample-served-by', text: 'greeter' }]));
};

function failWith(greetingRefused: Type): handleUnaryCall<FailRequest, { message: string }> {
  return (call, callback) => {
    const { code, message, details, headersFirst } = call.request;
    let trailers: Metadata;
    try {
      trailers = toMetadata(call.request.trailers);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const detail = badField('trailers', reason);
      callback(richError(status.INVALID_ARGUMENT, `A trailer cannot be sent: ${reason}`, [detail]));
      return;
    }
    if (headersFirst) {
      call.sendMetadata(toMetadata([{ name: 'sample-headers-first', text: 'true' }]));
    }
    if (code === status.OK) {
      callback(null, { message: message || 'Nothing failed, as asked.' }, trailers);
      return;
    }
    const attached = details.flatMap((kind) => failureDetail(kind, message, greetingRefused) ?? []);
    callback(richError(code, message, attached, trailers));
  };
}

const slow: handleUnaryCall<
  { readonly delay: DecodedDuration | null },
  { waited: DurationMessage }
> = async (call, callback) => {
  const ms = call.request.delay ? durationToMs(call.request.delay) : 0;
  if (!(ms >= 0 && ms <= LONGEST_MS)) {
    const text = 'delay must lie between 0s and 3600s';
    callback(richError(status.INVALID_ARGUMENT, text, [badField('delay', text)]));
    return;
  }
  const start = performance.now();
  if (await wait(ms, cancellation(call))) {
    callback(null, { waited: toDuration(performance.now() - start) });
  } else {
    callback(richError(status.CANCELLED, 'Cancelled while waiting'));
  }
};

const LONGEST_MS = 3_600_000;
