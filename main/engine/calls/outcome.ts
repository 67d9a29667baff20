import type { StatusObject } from '@grpc/grpc-js';
import type { CallEnd } from '#app/contract/calls.ts';
import { statusName } from '#app/core/status.ts';
import type { Schema } from '../schema/schema.ts';
import { statusDetails } from './status-details.ts';
import { type Circumstances, whyEnded } from './why-ended.ts';
import { toPairs } from './wire-metadata.ts';

/** How a call ended, from what grpc-js tells; `warning` where something of it cannot be read. */
export interface Outcome {
  readonly end: CallEnd;
  readonly warning?: string;
}

export function toOutcome(
  schema: Schema,
  told: Partial<StatusObject>,
  circumstances: Circumstances,
): Outcome {
  const trailers = told.metadata === undefined ? [] : toPairs(told.metadata);
  const { details, warning } = statusDetails(schema, trailers);
  const { code, details: message } = whyEnded(
    {
      code: Number.isInteger(told.code) ? (told.code ?? null) : null,
      details: told.details ?? '',
    },
    circumstances,
  );
  const end: CallEnd = {
    code,
    status: code === null ? 'UNKNOWN' : statusName(code),
    message,
    details,
    trailers,
  };
  return warning === undefined ? { end } : { end, warning };
}
