import { setMaxListeners } from 'node:events';
import { status } from '@grpc/grpc-js';
import type { ServiceHealth, ServingStatus } from '#app/contract/health.ts';
import { Failure } from '#app/contract/result.ts';
import { targetOf, targetPlace } from '#app/core/target.ts';
import {
  callHealth,
  type HealthQuery,
  member,
  type StartHealthCall,
  statusIn,
} from './health-call.ts';
import { healthFault } from './health-fault.ts';

/** So many calls of Check are under way at a time. */
const atOnce = 16;
/** No server has more; of a longer list the rest is left out. */
const mostListed = 20_000;
/** Nobody sets how these are, and asking for it would only fill the list. */
const infrastructure = /^grpc\.(health|reflection)\./;

/** How one service is now. Rejects with a `Failure` that says why that is not told. */
export async function check(
  start: StartHealthCall,
  query: HealthQuery,
  service: string,
  signal?: AbortSignal,
): Promise<ServingStatus> {
  let told: ServingStatus | undefined;
  const ended = await callHealth(
    start,
    { ...query, method: 'Check', service },
    (json) => {
      told = statusIn(json);
    },
    signal,
  );
  if (ended.end.code === status.OK && told !== undefined) return told;
  throw healthFault(targetPlace(targetOf(query.target)), service, ended);
}

/**
 * The server as a whole, then each of `services` and of those that the server itself lists, in byte
 * order; `services` are asked for once the server has answered. One that the health service does not know
 * is SERVICE_UNKNOWN. Rejects with a `Failure` when the server as a whole does not even answer that it is
 * unknown.
 */
export async function survey(
  start: StartHealthCall,
  query: HealthQuery,
  services: () => Promise<readonly string[]>,
  signal?: AbortSignal,
): Promise<readonly ServiceHealth[]> {
  // Each call listens, which is no leak.
  if (signal !== undefined) setMaxListeners(0, signal);
  const whole = await orUnknown(check(start, query, '', signal));
  const listed = await list(start, query, signal);
  const wanted = (await services()).filter((name) => !infrastructure.test(name));
  const names = [...new Set([...wanted, ...(listed?.keys() ?? [])])].filter((name) => name !== '');
  const left = names.sort().entries();
  const found: ServiceHealth[] = [];
  const one = async (service: string): Promise<ServiceHealth> => {
    if (listed !== undefined) return { service, status: listed.get(service) ?? 'SERVICE_UNKNOWN' };
    try {
      return { service, status: await orUnknown(check(start, query, service, signal)) };
    } catch (error) {
      if (error instanceof Failure) return { service, error: error.error };
      throw error;
    }
  };
  const work = async (): Promise<void> => {
    for (const [index, service] of left) found[index] = await one(service);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return [{ service: '', status: whole }, ...found];
}

/** What the server lists; `undefined` where it has no List, or gives none. */
async function list(
  start: StartHealthCall,
  query: HealthQuery,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ServingStatus> | undefined> {
  let statuses: ReadonlyMap<string, ServingStatus> | undefined;
  const { end } = await callHealth(
    start,
    { ...query, method: 'List', service: '' },
    (json) => {
      const entries = Object.entries(member(json, 'statuses') ?? {}).slice(0, mostListed);
      statuses = new Map(entries.map(([service, answer]) => [service, statusIn(answer)]));
    },
    signal,
  );
  return end.code === status.OK ? statuses : undefined;
}

/** Not to be registered is an answer where many are asked about. */
async function orUnknown(checking: Promise<ServingStatus>): Promise<ServingStatus> {
  try {
    return await checking;
  } catch (error) {
    if (error instanceof Failure && error.error.status === status.NOT_FOUND)
      return 'SERVICE_UNKNOWN';
    throw error;
  }
}
