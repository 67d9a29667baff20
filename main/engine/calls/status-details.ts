import type { Json, MetadataPairs } from '#app/contract/calls.ts';
import type { Schema } from '../schema/schema.ts';

/**
 * The details of `grpc-status-details-bin` (a `google.rpc.Status`) as canonical JSON of `Any`; a type
 * that no source defines keeps its bytes. Empty when there is none or it cannot be decoded.
 */
export function statusDetails(schema: Schema, trailers: MetadataPairs): readonly Json[] {
  const value = trailers.find(([name]) => name === 'grpc-status-details-bin')?.[1];
  if (value === undefined) return [];
  const { json } = schema.codec('google.rpc.Status').decode(Buffer.from(value, 'base64'));
  const details = (json as { readonly details?: readonly Json[] } | undefined)?.details;
  return details ?? [];
}
