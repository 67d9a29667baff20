import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import type { ServiceHealth, ServingStatus } from '#app/contract/health.ts';
import { Failure } from '#app/contract/result.ts';
import { deadlineText, parseDeadline } from '#app/core/deadline.ts';
import { targetOf, targetPlace } from '#app/core/target.ts';
import { callHealth, type HealthQuery, type StartHealthCall, statusIn } from './health-call.ts';
import { healthFault } from './health-fault.ts';

/** Fewer than the streams that a server commonly allows on a connection: calls need some too. */
const mostWatched = 50;
const firstRetryMs = 1000;
const longestRetryMs = 30_000;

/** Endings that another try would only repeat. */
const final: ReadonlySet<number | null> = new Set([
  status.UNIMPLEMENTED,
  status.UNAUTHENTICATED,
  status.PERMISSION_DENIED,
]);

type Tell = (health: ServiceHealth) => void;

/**
 * Tells how each service is, and again at each change. A watch that breaks is told with its error and
 * tried again, at longer and longer intervals, but for one that never told a status, or whose server
 * refuses it: that one's error is its last word. Resolves when all watches are over; the signal ends
 * them without a word.
 */
export async function watch(
  start: StartHealthCall,
  query: HealthQuery,
  services: readonly string[],
  tell: Tell,
  signal: AbortSignal,
): Promise<void> {
  const deadlineMs = parseDeadline(query.deadline);
  const until = deadlineMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + deadlineMs;
  // Each watch listens, which is no leak.
  setMaxListeners(0, signal);
  for (const service of services.slice(mostWatched)) tell({ service, error: tooMany });
  await Promise.all(
    services.slice(0, mostWatched).map(async (service) => {
      try {
        await watchOne({ start, query, service, until, tell, signal });
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        if (!signal.aborted) tell({ service, error: error.error });
      }
    }),
  );
}

const tooMany = new Failure(
  'usage',
  `Not watched: at most ${mostWatched} services are watched at a time`,
  'Ask about it alone',
).error;

interface OneWatch {
  readonly start: StartHealthCall;
  readonly query: HealthQuery;
  readonly service: string;
  readonly until: number;
  readonly tell: Tell;
  readonly signal: AbortSignal;
}

/** Resolves when the signal ends it; rejects with the `Failure` that is its last word. */
async function watchOne({ start, query, service, until, tell, signal }: OneWatch): Promise<void> {
  let last: ServingStatus | undefined;
  let retryMs = firstRetryMs;
  let wasHeard = false;
  while (!signal.aborted) {
    const ended = await callHealth(
      start,
      { ...query, method: 'Watch', service, deadline: timeLeft(until) },
      (json) => {
        const now = statusIn(json);
        wasHeard = true;
        retryMs = firstRetryMs;
        if (now !== last) tell({ service, status: now });
        last = now;
      },
      signal,
    );
    if (signal.aborted) return;
    const fault = healthFault(targetPlace(targetOf(query.target)), service, ended);
    if (wasHeard && Date.now() >= until) throw over(parseDeadline(query.deadline) ?? 0);
    if (!wasHeard || final.has(ended.end.code) || Date.now() >= until) throw fault;
    tell({ service, error: fault.error, retryMs });
    // The status may be the same when it is heard again, and must be told all the same.
    last = undefined;
    await sleep(Math.min(retryMs, until - Date.now()), undefined, { signal }).catch(() => {});
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  }
}

/** Of a watch that told all there was until its own end. */
function over(deadlineMs: number): Failure {
  const message = `The watch ended with DEADLINE_EXCEEDED 4: its deadline of ${deadlineText(deadlineMs)} passed`;
  return new Failure('status', message, undefined, { status: status.DEADLINE_EXCEEDED });
}

function timeLeft(until: number): string {
  return Number.isFinite(until) ? `${Math.max(Math.ceil(until - Date.now()), 1)}ms` : '';
}
