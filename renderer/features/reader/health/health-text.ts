import type { ServiceHealth } from '#app/contract/health.ts';
import { triedAgainText } from '#app/core/tried-again.ts';
import type { SeenHealth } from './health.slice.ts';

/** What a status is shown with beside its word; never colour alone. */
export type HealthTone = 'ok' | 'danger' | 'warn' | 'unknown';

export function healthTone(health: ServiceHealth): HealthTone {
  if ('error' in health) return health.retryMs === undefined ? 'danger' : 'warn';
  switch (health.status) {
    case 'SERVING':
      return 'ok';
    case 'NOT_SERVING':
      return 'danger';
    case 'UNKNOWN':
    case 'SERVICE_UNKNOWN':
      return 'unknown';
    default:
      return 'warn';
  }
}

/** The word of it. */
export function healthWord(health: ServiceHealth): string {
  if ('status' in health) return health.status;
  return health.retryMs === undefined ? 'No answer' : 'Lost';
}

/** What a status means where its word does not say it. */
export function healthNote(health: ServiceHealth): string | undefined {
  if ('error' in health) {
    const { message } = health.error;
    return health.retryMs === undefined ? message : triedAgainText(message);
  }
  switch (health.status) {
    case 'SERVING':
    case 'NOT_SERVING':
      return undefined;
    case 'UNKNOWN':
      return 'The server does not say yet';
    case 'SERVICE_UNKNOWN':
      return health.service === ''
        ? 'The health service does not tell about the server as a whole'
        : 'Not registered with the health service; it may work all the same';
    default:
      return 'grpc.health.v1 has no name for this number';
  }
}

/** `5 serving · 1 not serving · 2 unknown`, of the services; the server as a whole first, where it is not serving. */
export function healthCounts(services: ReadonlyMap<string, SeenHealth>): string {
  const counts = new Map<string, number>();
  for (const [name, { health }] of services) {
    if (name === '') continue;
    const word = countedAs(health);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const whole = services.get('')?.health;
  const said = ['serving', 'not serving', 'unknown', 'without an answer'].flatMap((word) =>
    counts.has(word) ? [`${counts.get(word)} ${word}`] : [],
  );
  if (whole !== undefined && isBad(whole)) said.unshift(`the server ${countedAs(whole)}`);
  return said.join(' · ');
}

function isBad(health: ServiceHealth): boolean {
  return 'error' in health || health.status === 'NOT_SERVING';
}

function countedAs(health: ServiceHealth): string {
  if ('error' in health) return 'without an answer';
  if (health.status === 'SERVING') return 'serving';
  return health.status === 'NOT_SERVING' ? 'not serving' : 'unknown';
}

/** What keeps several services from being known alike: told once for all of them. */
export function commonFault(services: ReadonlyMap<string, SeenHealth>): string | undefined {
  const faults = [...services.values()].flatMap(({ health }) =>
    'error' in health ? [health] : [],
  );
  const [first, second] = faults;
  if (first === undefined || first.error.message !== second?.error.message) return undefined;
  return healthNote(first);
}
