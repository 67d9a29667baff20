import { Metadata } from '@grpc/grpc-js';
import protobuf from 'protobufjs';

/** A detail of a google.rpc.Status: the message type's full name and its bytes. */
export interface StatusDetail {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What a handler passes to its callback, or emits as `error`, to fail. */
export interface RichError extends Error {
  readonly code: number;
  readonly details: string;
  readonly metadata: Metadata;
}

/**
 * A failure whose details travel in the trailer `grpc-status-details-bin`, as the richer
 * error model has it: https://grpc.io/docs/guides/error/#richer-error-model
 */
export function richError(
  code: number,
  message: string,
  details: readonly StatusDetail[] = [],
  trailers: Metadata = new Metadata(),
): RichError {
  const metadata = trailers.clone();
  if (details.length > 0) {
    metadata.set('grpc-status-details-bin', encodeStatus(code, message, details));
  }
  return Object.assign(new Error(message), { code, details: message, metadata });
}

/** A google.rpc.BadRequest that blames one field. */
export function badField(field: string, description: string): StatusDetail {
  return encodeDetail('BadRequest', { fieldViolations: [{ field, description }] });
}

/**
 * Encodes one of google.rpc's error details.
 * @param name the name within google.rpc, such as `ErrorInfo`
 * @param fields its fields by camelCase name
 */
export function encodeDetail(name: string, fields: object): StatusDetail {
  return { type: `google.rpc.${name}`, bytes: encode(name, fields) };
}

function encodeStatus(code: number, message: string, details: readonly StatusDetail[]): Buffer {
  const anys = details.map(({ type, bytes }) => ({
    typeUrl: `type.googleapis.com/${type}`,
    value: bytes,
  }));
  return Buffer.from(encode('Status', { code, message, details: anys }));
}

function encode(name: string, fields: object): Uint8Array {
  const type = rpcTypes.get(name);
  if (!(type instanceof protobuf.Type)) throw new Error(`No message google.rpc.${name}`);
  return type.encode(fields).finish();
}

/**
 * The part of google/rpc/status.proto and error_details.proto that the samples send. It is
 * kept out of the served schema on purpose: clients are expected to know these types.
 */
const rpcTypes = protobuf.parse(`
  syntax = "proto3";
  message Any { string type_url = 1; bytes value = 2; }
  message Duration { int64 seconds = 1; int32 nanos = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
  message RetryInfo { Duration retry_delay = 1; }
  message DebugInfo { repeated string stack_entries = 1; string detail = 2; }
  message QuotaFailure {
    message Violation { string subject = 1; string description = 2; }
    repeated Violation violations = 1;
  }
  message BadRequest {
    message FieldViolation { string field = 1; string description = 2; }
    repeated FieldViolation field_violations = 1;
  }
  message ResourceInfo {
    string resource_type = 1; string resource_name = 2; string owner = 3; string description = 4;
  }
  message Help {
    message Link { string description = 1; string url = 2; }
    repeated Link links = 1;
  }
  message LocalizedMessage { string locale = 1; string message = 2; }
`).root;
