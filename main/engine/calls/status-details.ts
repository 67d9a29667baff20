import { Reader } from 'protobufjs';
import type { Json, MetadataPairs } from '#app/contract/calls.ts';
import type { Schema } from '../schema/schema.ts';

export interface StatusDetails {
  /** Each detail as canonical JSON of `Any`; one that cannot be decoded keeps its bytes. */
  readonly details: readonly Json[];
  readonly warning?: string;
}

/** Field numbers of `google.rpc.Status.details` and of `google.protobuf.Any`. */
const detailsField = 3;
const urlField = 1;
const valueField = 2;

/** The details of `grpc-status-details-bin`, a `google.rpc.Status`, one by one: a bad one hides none. */
export function statusDetails(schema: Schema, trailers: MetadataPairs): StatusDetails {
  const value = trailers.find(([name]) => name === 'grpc-status-details-bin')?.[1];
  if (value === undefined) return { details: [] };
  const faults: string[] = [];
  try {
    const details = fieldsOf(Buffer.from(value, 'base64'), detailsField).map((any): Json => {
      const { json, warning } = schema.codec('google.protobuf.Any').decode(any);
      if (json !== undefined) return json;
      faults.push(warning ?? '');
      return rawAny(any);
    });
    const [fault] = faults;
    return fault === undefined ? { details } : { details, warning: `An error detail: ${fault}` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      details: [],
      warning: `grpc-status-details-bin is not a google.rpc.Status: ${reason}`,
    };
  }
}

function rawAny(any: Uint8Array): Json {
  const [url = new Uint8Array()] = fieldsOf(any, urlField);
  const [value = new Uint8Array()] = fieldsOf(any, valueField);
  return { '@type': Buffer.from(url).toString(), value: Buffer.from(value).toString('base64') };
}

/** The length-delimited values of one field. Throws for bytes that are no message. */
function fieldsOf(message: Uint8Array, number: number): readonly Uint8Array[] {
  const reader = Reader.create(message);
  const values: Uint8Array[] = [];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === ((number << 3) | 2)) values.push(reader.bytes());
    else reader.skipType(tag & 7);
  }
  return values;
}
