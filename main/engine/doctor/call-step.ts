import { status } from '@grpc/grpc-js';
import type { CallEnd, Json, MetadataPairs } from '#app/contract/calls.ts';
import type { AppError } from '#app/contract/result.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import type { Face } from '#app/core/face.ts';
import { printable } from '#app/core/printable.ts';
import { statusName } from '#app/core/status.ts';
import type { Channel } from '../channels/channel.ts';
import { type Found, StepFailure } from '../channels/probe/steps.ts';
import { callHealth, type StartHealthCall, statusIn } from '../health/health-call.ts';
import { giveMetadata } from './give-metadata.ts';

/** So long the answer may take. */
const deadline = '5s';

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
interface Outcome {
  readonly end: CallEnd;
  readonly reached: boolean;
  /** Whether what answered speaks gRPC. */
  readonly isGrpc: boolean;
  readonly answer?: Json;
}

/** A real call that harms nothing: how the server is. A server that does not know that call answers too. */
export async function callStep(
  start: StartHealthCall,
  target: TargetSettings,
  metadata: MetadataPairs,
  { place, face }: Pick<Channel, 'place' | 'face'>,
  signal: AbortSignal | undefined,
): Promise<Found<null>> {
  const outcome = await check(start, target, metadata, signal);
  signal?.throwIfAborted();
  const { end, isGrpc } = outcome;
  if (!isGrpc || !answers.has(end.code)) throw failure(outcome, place);
  const facts = [['Call', 'grpc.health.v1.Health/Check'] as const];
  if (end.code === status.OK) {
    const health = statusIn(outcome.answer);
    return { value: null, summary: `${place} answers gRPC calls: its health is ${health}`, facts };
  }
  // Both say that nobody asks it for its health, which nobody has to.
  if (end.code === status.UNIMPLEMENTED || end.code === status.NOT_FOUND)
    return {
      value: null,
      summary: `${place} answers gRPC calls; it has no health service`,
      facts,
    };
  return {
    value: null,
    summary: `${place} answers gRPC calls, this one with ${statusName(end.code ?? status.UNKNOWN)}`,
    facts,
    warning: refusal(end, place, face),
  };
}

async function check(
  start: StartHealthCall,
  target: TargetSettings,
  metadata: MetadataPairs,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const query = { target, metadata: [...metadata].map(([k, v]): [string, string] => [k, v]) };
  let answer: Json | undefined;
  const { end, isGrpc, reached } = await callHealth(
    start,
    { ...query, deadline, method: 'Check', service: '' },
    (json) => {
      answer = json;
    },
    signal,
  );
  return { end, reached, isGrpc, ...(answer !== undefined && { answer }) };
}

function failure({ end, reached }: Outcome, place: string): StepFailure {
  const code = end.code ?? status.UNKNOWN;
  const kind = reached ? ({ code: 'status', status: code } as const) : unreached;
  const { message, hint } = sentencesOf(printable(end.message).slice(0, 800));
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

/** The end of a call as Duplex says it is one text: what happened. What to try. */
function sentencesOf(text: string): Pick<AppError, 'message' | 'hint'> {
  const at = text.endsWith('.') ? text.lastIndexOf('. ') : -1;
  return at === -1
    ? { message: text }
    : { message: text.slice(0, at), hint: text.slice(at + 2, -1) };
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
