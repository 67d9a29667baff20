import { status } from '@grpc/grpc-js';
import { Failure } from '#app/contract/result.ts';
import type { HealthEnd } from './health-call.ts';

/** Why a call of grpc.health.v1 did not tell how `service` is, and what that means. */
export function healthFault(
  place: string,
  service: string,
  { end, isGrpc, reached }: HealthEnd,
): Failure {
  const { code, message } = end;
  const isOwn = code === status.CANCELLED || code === status.DEADLINE_EXCEEDED;
  if (!reached && code !== status.CANCELLED) return new Failure('unreachable', message);
  const number = code === null ? '' : ` ${code}`;
  const told = `${end.status}${number}${message === '' ? '' : `: ${message}`}`;
  // Whoever does not speak gRPC has no health service to speak of.
  if (!isGrpc && !isOwn && message !== '')
    return new Failure('status', message, undefined, { status: code ?? status.UNKNOWN });
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
        code === status.UNAUTHENTICATED || code === status.PERMISSION_DENIED
          ? 'Give the metadata that it wants, such as authorization'
          : undefined,
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
