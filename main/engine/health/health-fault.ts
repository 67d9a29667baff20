import { status } from '@grpc/grpc-js';
import { Failure } from '#app/contract/result.ts';
import { takenApart } from '../calls/sentences.ts';
import type { HealthEnd } from './health-call.ts';

/** Why a call of grpc.health.v1 did not tell how `service` is, and what that means. */
export function healthFault(
  place: string,
  service: string,
  { end, isGrpc, isSaid, reached }: HealthEnd,
): Failure {
  const { code } = end;
  const { message, hint } = isSaid ? { message: end.message } : takenApart(end.message);
  const isOwn = code === status.CANCELLED || code === status.DEADLINE_EXCEEDED;
  if (!reached && code !== status.CANCELLED) return new Failure('unreachable', message, hint);
  const number = code === null ? '' : ` ${code}`;
  const told = `${end.status}${number}${message === '' ? '' : `: ${message}`}`;
  // Whoever does not speak gRPC has no health service to speak of.
  if (!isGrpc && !isOwn && message !== '')
    return new Failure('status', message, hint, { status: code ?? status.UNKNOWN });
  switch (code) {
    case status.UNIMPLEMENTED:
      return new Failure(
        'status',
        `${place} has no health service: it answered ${told}`,
        'That says nothing about how it is: a server may do without grpc.health.v1. Call one of its methods instead',
        { status: code },
      );
    case status.NOT_FOUND:
      return notRegistered(place, service, told);
    case status.OK:
      return new Failure(
        'status',
        `The health service of ${place} ended with OK and told no status`,
        'It does not keep to grpc.health.v1: Check answers once, Watch goes on until it is cancelled',
        { status: status.UNKNOWN },
      );
    default:
      return new Failure(
        'status',
        `The health service of ${place} ended with ${told}`,
        isSaid ? hintFor(code) : hint,
        { status: code ?? status.UNKNOWN },
      );
  }
}

function notRegistered(place: string, service: string, told: string): Failure {
  return service === ''
    ? new Failure(
        'status',
        `The health service of ${place} does not tell about the server as a whole: ${told}`,
        'Ask about one of its services',
        { status: status.NOT_FOUND },
      )
    : new Failure(
        'status',
        `${service} is not registered with the health service of ${place}: ${told}`,
        'It may work all the same, if nobody ever set its status there; or its name is another one',
        { status: status.NOT_FOUND },
      );
}

/** What to try where the server said so. */
function hintFor(code: number | null): string | undefined {
  switch (code) {
    case status.UNAUTHENTICATED:
    case status.PERMISSION_DENIED:
      return 'Give the metadata that it wants, such as authorization';
    case status.UNAVAILABLE:
      return 'It may be starting, or a proxy does not reach the server behind it: try again later';
    default:
      return undefined;
  }
}
