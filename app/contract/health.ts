import * as v from 'valibot';
import type { AppError } from './result.ts';
import { targetSettings } from './target.ts';

/**
 * How a service is, as grpc.health.v1 names it. `SERVICE_UNKNOWN`: the health service does not know
 * it. A number that has no name is `STATUS_` and the number.
 */
export type ServingStatus =
  | 'UNKNOWN'
  | 'SERVING'
  | 'NOT_SERVING'
  | 'SERVICE_UNKNOWN'
  | `STATUS_${number}`;

/** How one service is, or why that cannot be told. The empty name is the server as a whole. */
export type ServiceHealth =
  | { readonly service: string; readonly status: ServingStatus }
  | {
      readonly service: string;
      readonly error: AppError;
      /** Of a watch that goes on: milliseconds until it is tried again. Without it, it is over. */
      readonly retryMs?: number;
    };

/** More are not asked about at a time. */
export const mostServicesAsked = 20_000;

/** Whom a window asks about health, and of which services beside the server as a whole. */
export const healthQuestion = v.object({
  target: targetSettings,
  metadata: v.array(v.tuple([v.string(), v.string()])),
  /** Full names. */
  services: v.pipe(v.array(v.string()), v.maxLength(mostServicesAsked)),
});
export type HealthQuestion = v.InferOutput<typeof healthQuestion>;
