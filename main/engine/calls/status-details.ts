import { Reader } from 'protobufjs';
import type { Json, MetadataPairs } from '#app/contract/calls.ts';
import { sizeText } from '#app/core/size.ts';
import { WireFault, wireFields } from '../codec/wire-fields.ts';
import type { Schema } from '../schema/schema.ts';

/** The details of an error, with what is wrong with them. */
export interface StatusDetails {
  /** Each detail as canonical JSON of `Any`; one that cannot be decoded keeps its bytes. */
  readonly details: readonly Json[];
  readonly warnings: readonly string[];
}

/** Field numbers of `google.rpc.Status` and of `google.protobuf.Any`. */
const codeField = 1;
const detailsField = 3;
const urlField = 1;
const valueField = 2;

const header = 'grpc-status-details-bin';

/**
 * The details of `grpc-status-details-bin`, a `google.rpc.Status`, one by one: a bad one hides none.
 * `code` is that of the call.
 */
export function statusDetails(
  schema: Schema,
  trailers: MetadataPairs,
  code: number | null,
): StatusDetails {
  const value = trailers.find(([name]) => name === header)?.[1];
  if (value === undefined) return { details: [], warnings: [] };
  const none = 'no error details can be shown, and the trailers have it as it came';
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(value))
    return { details: [], warnings: [`${header} is not base64: ${none}`] };
  const warnings: string[] = [];
  const bytes = Buffer.from(value, 'base64');
  try {
    const details = fieldsOf(bytes, detailsField).map((any): Json => {
      const { json, warning } = schema.codec('google.protobuf.Any').decode(any);
      if (json !== undefined) return json;
      warnings.push(`An error detail: ${faultInside(schema, any) ?? warning ?? ''}`);
      return rawAny(any);
    });
    const inside = codeOf(bytes);
    if (inside !== code)
      warnings.push(`${header} says code ${inside}, and grpc-status ${code ?? 'is no number'}`);
    return { details, warnings };
  } catch (error) {
    const size = sizeText(bytes.length);
    return {
      details: [],
      warnings: [`The ${size} of ${header} ${whyBroken(bytes, error)}: ${none}`],
    };
  }
}

function whyBroken(bytes: Buffer, error: unknown): string {
  try {
    wireFields(bytes);
  } catch (fault) {
    if (fault instanceof WireFault)
      return `are no google.rpc.Status, for at byte ${fault.offset} ${fault.message}`;
  }
  return `are no google.rpc.Status (${error instanceof Error ? error.message : String(error)})`;
}

function codeOf(status: Uint8Array): number {
  const reader = Reader.create(status);
  let code = 0;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === codeField << 3) code = reader.int32();
    else reader.skipType(tag & 7);
  }
  return code;
}

/** What is wrong with the message in an `Any`, where its type is known. */
function faultInside(schema: Schema, any: Uint8Array): string | undefined {
  const [url = new Uint8Array()] = fieldsOf(any, urlField);
  const [value = new Uint8Array()] = fieldsOf(any, valueField);
  const name = Buffer.from(url).toString().split('/').at(-1) ?? '';
  try {
    return schema.codec(name).check(value).fault;
  } catch {
    return undefined;
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
