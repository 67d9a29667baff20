import type { CallEnd, Json, MetadataPairs, StartCall } from '#app/contract/calls.ts';
import type { ServingStatus } from '#app/contract/health.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import type { Call } from '../calls/call.ts';
import type { OnEvent } from '../calls/call-event.ts';
import { isGrpcType } from '../calls/http-headers.ts';
import { healthSchema } from './health-schema.ts';

/** Whom to ask about health, and how. */
export interface HealthQuery {
  readonly target: TargetSettings;
  readonly metadata: StartCall['metadata'];
  /** Of each call, and of a watch with all its tries; empty for none. */
  readonly deadline: string;
}

/** A call of grpc.health.v1, about to be made. */
export interface HealthCall extends HealthQuery {
  /** Of grpc.health.v1.Health. */
  readonly method: 'Check' | 'Watch' | 'List';
  /** Empty for the server as a whole. */
  readonly service: string;
}

/** Checks and starts a call of grpc.health.v1. Rejects with a `Failure` before anything is sent. */
export type StartHealthCall = (call: HealthCall, onEvent: OnEvent) => Promise<Call>;

/** How a call of grpc.health.v1 was over. */
export interface HealthEnd {
  readonly end: CallEnd;
  /** Whether the server answered, and in gRPC. */
  readonly isGrpc: boolean;
  /** That of its answer, empty without one. */
  readonly contentType: string;
  /** Whether the status came from the server. */
  readonly isSaid: boolean;
  /** Whether an HTTP/2 connection existed for it. */
  readonly reached: boolean;
}

/**
 * Makes one call of grpc.health.v1 over the channel that all calls use; `onAnswer` hears each message
 * as JSON. Resolves when it is over; the signal cancels it. Rejects with a `Failure` before anything
 * is sent.
 */
export async function callHealth(
  start: StartHealthCall,
  call: HealthCall,
  onAnswer: (json: Json) => void,
  signal?: AbortSignal,
): Promise<HealthEnd> {
  const schema = healthSchema();
  const { output } = schema.method(`grpc.health.v1.Health/${call.method}`);
  let headers: MetadataPairs = [];
  const running = await start(call, (event) => {
    if (event.type === 'headers') headers = event.metadata;
    if (event.type !== 'received') return;
    const { json } = schema.codec(output).decode(event.payload);
    if (json !== undefined) onAnswer(json);
  });
  const cancel = (): void => running.cancel('because nobody waits for its health');
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted === true) cancel();
  const end = await running.ended;
  signal?.removeEventListener('abort', cancel);
  const [, contentType = ''] =
    [...headers, ...end.trailers].find(([name]) => name === 'content-type') ?? [];
  const { isSaid, reached } = running;
  return { end, isGrpc: isGrpcType(contentType), contentType, isSaid, reached };
}

/** The status in the JSON of a HealthCheckResponse, where its default is left out. */
export function statusIn(json: Json | undefined): ServingStatus {
  const status = member(json, 'status') ?? 'UNKNOWN';
  return typeof status === 'number' ? `STATUS_${status}` : (status as ServingStatus);
}

/** A member of a JSON object; `undefined` where it is none, or has none of that name. */
export function member(json: Json | undefined, name: string): Json | undefined {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return undefined;
  return Object.entries(json).find(([key]) => key === name)?.[1];
}
