import { type StatusObject, status } from '@grpc/grpc-js';
import type { CallEnd } from '#app/contract/calls.ts';
import { statusName } from '#app/core/status.ts';
import type { Schema } from '../schema/schema.ts';
import { statusDetails } from './status-details.ts';
import { toPairs } from './wire-metadata.ts';

/** How a call ended, from what grpc-js tells; `warning` where something of it cannot be read. */
export interface Outcome {
  readonly end: CallEnd;
  readonly warning?: string;
}

export function toOutcome(schema: Schema, told: Partial<StatusObject>): Outcome {
  const trailers = told.metadata === undefined ? [] : toPairs(told.metadata);
  const { details, warning } = statusDetails(schema, trailers);
  const code = Number.isInteger(told.code) ? (told.code ?? null) : null;
  const end: CallEnd = {
    code,
    status: code === null ? 'UNKNOWN' : statusName(code),
    message: messageOf(code, told.details ?? ''),
    details,
    trailers,
  };
  return warning === undefined ? { end } : { end, warning };
}

function messageOf(code: number | null, details: string): string {
  // grpc-js servers send "OK" as the message of an OK, which says nothing.
  if (code === status.OK && details === 'OK') return '';
  if (code === null && details === '')
    return 'The server ended the call without a status that is a number';
  // What grpc-js adds about its own inside helps nobody.
  const late = /^Deadline exceeded after [\d.]+s(?=,)/.exec(details)?.[0];
  if (late !== undefined) return late;
  if (/Call ended without gRPC status/.test(details)) {
    return 'The server ended the stream without a grpc-status: it, or a proxy before it, may have broken off';
  }
  return percentDecoded(details);
}

/**
 * What grpc-js left encoded of a `grpc-message`: it decodes as a URI, which keeps the escapes of
 * reserved characters, and gives up altogether at a wrong one. The specification (gRPC over HTTP/2,
 * "Status-Message") asks to decode what can be decoded.
 */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
