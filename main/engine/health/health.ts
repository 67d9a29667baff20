import type { ServiceHealth, ServingStatus } from '#app/contract/health.ts';
import type { HealthQuery, StartHealthCall } from './health-call.ts';
import { check, survey } from './survey.ts';
import { watch } from './watch.ts';

/**
 * grpc.health.v1 of a server, over the channel that its calls use and with the definition that comes
 * with Duplex. The empty name is the server as a whole.
 */
export interface Health {
  /** How one service is now. Rejects with a `Failure` that says why that is not told. */
  check(query: HealthQuery, service: string, signal?: AbortSignal): Promise<ServingStatus>;
  /**
   * The server as a whole, then each of `services` and of those that the server itself lists, in byte
   * order; `services` are asked for once the server has answered. Rejects with a `Failure` when the
   * server as a whole does not answer.
   */
  survey(
    query: HealthQuery,
    services: () => Promise<readonly string[]>,
    signal?: AbortSignal,
  ): Promise<readonly ServiceHealth[]>;
  /**
   * Tells how each service is, at each change, and each break with when it is tried again. Resolves
   * when all watches are over; the signal ends them without a word.
   */
  watch(
    query: HealthQuery,
    services: readonly string[],
    tell: (health: ServiceHealth) => void,
    signal: AbortSignal,
  ): Promise<void>;
}

/** @param closed aborted when no call can be made any more: then nothing is tried again */
export function createHealth(start: StartHealthCall, closed: AbortSignal): Health {
  return {
    check: (query, service, signal) => check(start, query, service, signal),
    survey: (query, services, signal) => survey(start, query, services, signal),
    watch: (query, services, tell, signal) =>
      watch(start, query, services, tell, AbortSignal.any([signal, closed])),
  };
}
