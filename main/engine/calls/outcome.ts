import { type StatusObject, status } from '@grpc/grpc-js';
import type { CallEnd } from '#app/contract/calls.ts';
import { statusName } from '#app/core/status.ts';
import type { Schema } from '../schema/schema.ts';
import { statusDetails } from './status-details.ts';
import { type Circumstances, toldEnd, whyEnded } from './why-ended.ts';
import { toPairs } from './wire-metadata.ts';

/** How a call ended, from what grpc-js tells; with what is wrong with it. */
export interface Outcome {
  readonly end: CallEnd;
  readonly warnings: readonly string[];
  /** The server itself said that status. */
  readonly isSaid: boolean;
}

/** Puts together what grpc-js told, what HTTP/2 had and the details that the server gave. */
export function toOutcome(
  schema: Schema,
  told: Partial<StatusObject>,
  circumstances: Circumstances,
): Outcome {
  const trailers =
    circumstances.attempt?.trailers?.metadata ??
    (told.metadata === undefined ? [] : toPairs(told.metadata));
  const { code, details: message, said, isSaid = false } = whyEnded(toldEnd(told), circumstances);
  const { details, warnings } = statusDetails(schema, trailers, code);
  const end: CallEnd = {
    code,
    status: code === null ? said || statusName(status.UNKNOWN) : statusName(code),
    message,
    details,
    trailers,
  };
  const isKnown = code === null || (code >= 0 && code <= status.UNAUTHENTICATED);
  const odd = isKnown ? [] : [`grpc-status ${code} ${noCode}`];
  if (said !== undefined) odd.push(oddStatusText(said));
  return { end, warnings: [...odd, ...warnings], isSaid };
}

const noCode = 'is none of the 17 codes of gRPC';

function oddStatusText(said: string): string {
  if (said.includes(', ')) return `grpc-status is there more than once: "${said}"`;
  return `grpc-status "${said}" ${/^-?\d+…?$/.test(said) ? noCode : 'is not a number'}`;
}
