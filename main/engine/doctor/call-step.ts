import { status } from '@grpc/grpc-js';
import type { CallEnd, Json, MetadataPairs } from '#app/contract/calls.ts';
import type { AppError } from '#app/contract/result.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import type { Face } from '#app/core/face.ts';
import { printable } from '#app/core/printable.ts';
import { statusName } from '#app/core/status.ts';
import { foreignType } from '../calls/foreign-answer.ts';
import { takenApart } from '../calls/sentences.ts';
import type { Channel } from '../channels/channel.ts';
import { cause, type Found, StepFailure } from '../channels/probe/steps.ts';
import {
  callHealth,
  type HealthEnd,
  type StartHealthCall,
  statusIn,
} from '../health/health-call.ts';
import { giveMetadata } from './give-metadata.ts';

/** So long the answer may take. */
const longestMs = 5000;

/** What a server says of itself: it has read the call, whatever it thinks of it. */
const answers: ReadonlySet<number | null> = new Set([
  status.OK,
  status.INVALID_ARGUMENT,
  status.NOT_FOUND,
  status.ALREADY_EXISTS,
  status.PERMISSION_DENIED,
  status.RESOURCE_EXHAUSTED,
  status.FAILED_PRECONDITION,
  status.ABORTED,
  status.OUT_OF_RANGE,
  status.UNIMPLEMENTED,
  status.UNAUTHENTICATED,
]);

/** How one call went. */
interface Outcome extends HealthEnd {
  readonly answer?: Json;
}

/** Where the call goes, and with what. */
interface Asked {
  readonly settings: TargetSettings;
  readonly metadata: MetadataPairs;
  readonly channel: Pick<Channel, 'place' | 'face'>;
  /** The path of its address, where reflection is not to be had under it; else empty. */
  readonly prefix: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** A real call that harms nothing: how the server is. A server that does not know that call answers too. */
export async function callStep(start: StartHealthCall, asked: Asked): Promise<Found<null>> {
  const { channel, prefix } = asked;
  const { place, face } = channel;
  const outcome = await check(start, asked);
  asked.signal?.throwIfAborted();
  const { end } = outcome;
  if (!outcome.isSaid || !answers.has(end.code)) throw failure(outcome, place);
  const facts = [['Call', 'grpc.health.v1.Health/Check'] as const];
  const untyped = outcome.isGrpc ? undefined : otherType(outcome, place);
  const nothing =
    prefix !== '' && end.code === status.UNIMPLEMENTED ? nothingUnder(prefix, place) : undefined;
  const warning =
    untyped ?? nothing ?? (answeredWell.has(end.code) ? undefined : refusal(end, place, face));
  const summary = `${place} answers gRPC calls${heard(outcome)}`;
  return { value: null, summary, facts, ...(warning && { warning }) };
}

/** All is well, or nobody asks it for its health, which nobody has to. */
const answeredWell: ReadonlySet<number | null> = new Set([
  status.OK,
  status.UNIMPLEMENTED,
  status.NOT_FOUND,
]);

function heard({ end, answer }: Outcome): string {
  if (end.code === status.OK) return `: its health is ${statusIn(answer)}`;
  if (answeredWell.has(end.code)) return '; it has no health service';
  return `, this one with ${statusName(end.code ?? status.UNKNOWN)}`;
}

/** Servers answer so for any path that they do not know. */
function nothingUnder(prefix: string, place: string): AppError {
  return cause(
    `${place} has neither reflection nor a health service under ${prefix}`,
    `If calls fail too, leave ${prefix} out of the address: most servers of gRPC have no such path`,
  );
}

/** Duplex reads such an answer all the same. */
function otherType({ contentType }: Outcome, place: string): AppError {
  return cause(
    `${place} does not say that it speaks gRPC: it answered with ${foreignType(contentType)} instead of application/grpc`,
    'Other clients refuse such an answer: look at the server, and at a proxy before it',
  );
}

async function check(
  start: StartHealthCall,
  { settings, metadata, timeoutMs, signal }: Asked,
): Promise<Outcome> {
  const deadline = `${Math.max(Math.ceil(Math.min(longestMs, timeoutMs)), 1)}ms`;
  const query = {
    target: settings,
    metadata: [...metadata].map(([k, v]): [string, string] => [k, v]),
  };
  let answer: Json | undefined;
  const ended = await callHealth(
    start,
    { ...query, deadline, method: 'Check', service: '' },
    (json) => {
      answer = json;
    },
    signal,
  );
  return { ...ended, ...(answer !== undefined && { answer }) };
}

function failure({ end, reached }: Outcome, place: string): StepFailure {
  const code = end.code ?? status.UNKNOWN;
  const kind = reached ? ({ code: 'status', status: code } as const) : unreached;
  const { message, hint } = takenApart(printable(end.message).slice(0, 800));
  return new StepFailure({
    ...kind,
    message: message.includes(place)
      ? message
      : `${place} ended the call with ${end.status} ${code}${message === '' ? '' : `: ${message}`}`,
    hint: /no trailers/.test(message) ? lostTrailers : (hint ?? hintFor(code)),
  });
}

const unreached = { code: 'unreachable' } as const;

const lostTrailers =
  'A proxy before it may drop trailers, which gRPC needs; or it broke off: look at their logs';

function hintFor(code: number): string {
  return code === status.UNAVAILABLE
    ? 'A proxy may not reach the server behind it: check that it is running'
    : 'Look at the log of the server, and of any proxy before it';
}

function refusal({ code, message, status: name }: CallEnd, place: string, face: Face): AppError {
  const said = message === '' ? '' : `: ${printable(message).slice(0, 300)}`;
  return {
    code: 'status',
    status: code ?? status.UNKNOWN,
    message: `${place} answered the health check with ${name} ${code}${said}`,
    hint: giveMetadata(code, face) ?? 'Other calls may go well: try one',
  };
}
