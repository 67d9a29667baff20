import { type StatusObject, status } from '@grpc/grpc-js';
import { counted } from '#app/core/counted.ts';
import { deadlineText } from '#app/core/deadline.ts';
import type { Face } from '#app/core/face.ts';
import { printable } from '#app/core/printable.ts';
import { sizeText } from '#app/core/size.ts';
import { largestMessage } from '../channels/channel-options.ts';
import type { ConnectionFacts } from '../channels/stream-listener.ts';
import type { Answer, Attempt } from './attempt.ts';
import { type CallDeadline, deadlineName } from './call-deadline.ts';
import { endedHere } from './ended-here.ts';
import {
  foreignAnswerHint,
  foreignAnswerStatus,
  foreignAnswerText,
  isForeign,
} from './foreign-answer.ts';
import { percentDecoded } from './http-headers.ts';
import { isMisframed, type MessagePrefix } from './message-runs.ts';
import { notSentText } from './not-sent.ts';
import { refusedStream, resetMeaning, resetName } from './reset-codes.ts';
import { sentences } from './sentences.ts';

/** How a call ended, as grpc-js tells it: `code` is `null` where it is not a whole number. */
export interface ToldEnd {
  readonly code: number | null;
  readonly details: string;
  /** The status as it came, where it is not a number, or none that can be held. */
  readonly said?: string;
  /** The server said it; else it was found here. */
  readonly isSaid?: true;
}

/** What grpc-js gives may lack what its types promise. */
export function toldEnd({ code, details = '' }: Partial<StatusObject>): ToldEnd {
  return { code: Number.isInteger(code) ? (code ?? null) : null, details };
}

/** What is known of a call beside that. */
export interface Circumstances {
  /** `host:port`. */
  readonly place: string;
  readonly face: Face;
  /** Absent where HTTP/2 cannot be observed, or nothing went out. */
  readonly attempt?: Attempt | undefined;
  /** Of the message that came after the last received one, whole or not. */
  readonly pending?: MessagePrefix | undefined;
  /** Why it was cancelled here: `by hand`. */
  readonly cancelled?: string | undefined;
  /** Messages received. */
  readonly received: number;
  /** Bytes of the longest message that was still to be sent. */
  readonly longestUnsent?: number;
  readonly deadline?: CallDeadline | undefined;
  /** What came was left where it was. */
  readonly isPaused?: boolean;
  /** How long a keepalive ping may go unanswered; absent where none are sent. */
  readonly keepaliveTimeoutMs?: number | undefined;
}

/**
 * Why a call ended, for a person. What the server itself said stays as it came; where grpc-js had to find
 * words, these are replaced by what HTTP/2 says: the place, what happened and what to try.
 */
export function whyEnded(told: ToldEnd, circumstances: Circumstances): ToldEnd {
  const { attempt, pending } = circumstances;
  // The server may have ended the call with OK behind what cannot be read.
  if (pending !== undefined && isMisframed(pending)) return misframedEnd(circumstances, pending);
  const { status: said, message = '', isRepeated = false } = attempt?.trailers ?? {};
  if (said !== undefined && isSaidByServer(told, said, isRepeated))
    return saidByServer(said, message);
  return foundHere(told, circumstances) ?? { ...told, details: percentDecoded(told.details) };
}

/** grpc-js takes the status for any number of JavaScript, an empty text for 0. */
function isSaidByServer({ code }: ToldEnd, said: string, isRepeated: boolean): boolean {
  const number = Number(said);
  return Number.isInteger(number) && !isRepeated ? code === number : code === null;
}

function saidByServer(said: string, message: string): ToldEnd {
  const code = Number(said);
  if (/^-?\d+$/.test(said) && Number.isSafeInteger(code)) {
    // grpc-js servers send "OK" as the message of an OK, which says nothing.
    const details = code === status.OK && message === 'OK' ? '' : message;
    return { code, details, isSaid: true };
  }
  const brief = said.length > 40 ? `${said.slice(0, 40)}…` : said;
  return { code: null, details: message, said: brief, isSaid: true };
}

/** The first explanation that fits, `undefined` when none does. */
function foundHere(told: ToldEnd, at: Circumstances): ToldEnd | undefined {
  const { attempt } = at;
  if (told.code === status.CANCELLED && told.details === 'Cancelled on client')
    return at.cancelled === undefined ? told : { ...told, details: cancelledText(at.cancelled) };
  if (told.code === status.DEADLINE_EXCEEDED) return lateEnd(told, at);
  if (attempt === undefined && /^No connection established/.test(told.details)) {
    const what = `The connection to ${at.place} was lost before the call went out`;
    return { ...told, details: sentences(what, 'The server may have stopped: try again') };
  }
  const answer = attempt?.answer;
  if (answer !== undefined && isForeign(answer)) return foreignEnd(at.place, answer);
  return unreadableEnd(told, at) ?? brokenConnectionEnd(told, at) ?? resetEnd(told, at);
}

function lateEnd(told: ToldEnd, at: Circumstances): ToldEnd {
  const { place, received, attempt, pending, isPaused } = at;
  if (at.deadline === undefined || !told.details.startsWith('Deadline exceeded')) return told;
  const deadline = `${deadlineName(at.deadline)} passed`;
  if (attempt?.isUnreadable === true) {
    const when =
      received === 0
        ? `before ${place} answered anything that can be read as HTTP/2: it sent`
        : `${after(received)} from ${place}, and what came then cannot be read as HTTP/2:`;
    return { ...told, details: sentences(`${deadline} ${when} ${noHttp2}`, noHttp2Hint) };
  }
  if (isPaused === true)
    return {
      ...told,
      details: `${deadline} while receiving was paused, ${midway(received)} from ${place}`,
    };
  if (pending !== undefined)
    return {
      ...told,
      details: `${deadline} in the middle of message ${received + 1} from ${place}`,
    };
  if (received > 0) return { ...told, details: `${deadline} ${after(received)} from ${place}` };
  if (attempt?.notSent !== undefined) {
    const { what, hint } = notSentText(attempt.notSent, place);
    return { ...told, details: sentences(`${deadline} before ${what}`, hint) };
  }
  const answer = attempt?.answer;
  if (answer !== undefined && isForeign(answer)) {
    const { details } = foreignEnd(place, answer);
    return { ...told, details: `${deadline} after ${details}` };
  }
  const what = answer === undefined ? 'anything' : 'more than headers';
  return { ...told, details: `${deadline} before ${place} answered ${what}` };
}

function foreignEnd(place: string, answer: Answer): ToldEnd {
  return {
    code: foreignAnswerStatus(answer.httpStatus),
    details: sentences(`${place} answered ${foreignAnswerText(answer)}`, foreignAnswerHint(answer)),
  };
}

/** A message that is too long, or that cannot be unpacked. */
function unreadableEnd(told: ToldEnd, at: Circumstances): ToldEnd | undefined {
  const { pending, place, received, face, longestUnsent = 0 } = at;
  const largerHint = `Allow larger messages (${face.maxReceive})`;
  const message = `Message ${received + 1} from ${place}`;
  const [, most] = /^Received message larger than max \(\d+ vs (\d+)\)/.exec(told.details) ?? [];
  if (most !== undefined && pending !== undefined) {
    const sizes = `is ${sizeText(pending.length)} by its prefix, more than the ${sizeText(Number(most))} that may be received`;
    const hint = `${largerHint}, or check that the server frames its messages as gRPC does`;
    return { ...told, details: sentences(`${message} ${sizes}`, hint) };
  }
  const [, mostSent] =
    /^Attempted to send message with a size larger than (\d+)/.exec(told.details) ?? [];
  if (mostSent !== undefined) {
    const size = longestUnsent > Number(mostSent) ? ` of ${sizeText(longestUnsent)}` : '';
    const what = `A message${size} is larger than the ${sizeText(Number(mostSent))} that may be sent`;
    const hint = `Allow larger messages to be sent (${face.maxSend})`;
    return { ...told, details: sentences(what, hint) };
  }
  const [, bound] = /decompresses to a size larger than (\d+)/.exec(told.details) ?? [];
  if (bound !== undefined) {
    const what = `${message} inflates to more than the ${sizeText(Number(bound))} that may be received`;
    // Nothing larger can be allowed.
    if (Number(bound) === largestMessage) return { ...told, details: `${what}.` };
    return { ...told, details: sentences(what, `${largerHint} if you trust this server`) };
  }
  return pending?.flag === 1 ? packedEnd(told, at, message) : undefined;
}

/** `Cancelled by hand`: that a call was cancelled here, and why. */
export function cancelledText(why: string): string {
  return `Cancelled ${why}`;
}

function misframedEnd({ place, received }: Circumstances, { flag }: MessagePrefix): ToldEnd {
  const what = `Message ${received + 1} from ${place} begins with the flag ${flag}, and gRPC knows only 0, and 1 for a compressed one`;
  return { code: status.INTERNAL, details: sentences(what, notAsGrpc) };
}

/** A compressed message that grpc-js gave up at; it gives no code where it knows no way to unpack. */
function packedEnd(
  { code, details }: ToldEnd,
  { attempt }: Circumstances,
  message: string,
): ToldEnd | undefined {
  const encoding = attempt?.answer?.encoding ?? '';
  if (code === null) {
    const what =
      encoding === '' || encoding === 'identity'
        ? `${message} is marked as compressed, but no grpc-encoding says how`
        : `${message} is compressed with "${encoding.slice(0, 40)}", which Duplex did not offer: it unpacks gzip and deflate`;
    return { code: status.INTERNAL, details: sentences(what, notAsGrpc) };
  }
  if (!/^Failed to decompress/.test(details)) return undefined;
  return {
    code,
    details: sentences(`${message} is not the ${encoding} that it says it is`, notAsGrpc),
  };
}

const notAsGrpc = 'The server, or a proxy before it, does not do as gRPC says';

function brokenConnectionEnd(told: ToldEnd, at: Circumstances): ToldEnd | undefined {
  const { attempt } = at;
  if (attempt === undefined || attempt.trailers !== undefined) return undefined;
  const { goaway, error, isClosed, isUnreadable } = attempt.connection;
  if (isUnreadable === true) return unreadableConnectionEnd(at);
  const here = endedHere(attempt);
  if (here !== undefined) {
    const what = `Duplex ${here.done(at.place)} ${midway(at.received)}: ${here.found}`;
    return { ...told, details: sentences(what, here.hint) };
  }
  if (isPingLost(at)) return pingLostEnd(at);
  const isDropped = told.code === status.UNAVAILABLE && droppedWords.test(told.details);
  const isBroken = isClosed || isDropped;
  if (
    goaway !== undefined &&
    (isBroken || goaway.code !== 0 || attempt.closeCode === refusedStream)
  )
    return goawayEnd(told, at, goaway);
  if (attempt.isUnsent === true) return unsentEnd(at);
  if (!isBroken && error === undefined) return undefined;
  const why = error?.code === undefined ? '' : ` (${error.code})`;
  const what = `The connection to ${at.place} broke off${why} ${midway(at.received)}`;
  const hint = 'The server, or a proxy before it, may have stopped: try again';
  return { code: status.UNAVAILABLE, details: sentences(what, hint) };
}

/** HTTP/2 here closes such a stream as refused, which the server never said. */
function unsentEnd({ place }: Circumstances): ToldEnd {
  const what = `The call to ${place} was not sent: what came over the connection before it broke the rules of HTTP/2`;
  const hint = 'Check that a gRPC server listens there, and look at its log';
  return { code: status.UNAVAILABLE, details: sentences(what, hint) };
}

/** grpc-js counts the time for an answer from right before it sends the ping. */
const countedMs = 10;

/** grpc-js gives a connection up in the moment when the time for an answer is over. */
function isPingLost({ attempt, keepaliveTimeoutMs }: Circumstances): boolean {
  const { pingedAt } = attempt?.connection ?? {};
  if (pingedAt === undefined || keepaliveTimeoutMs === undefined) return false;
  return performance.now() - pingedAt >= keepaliveTimeoutMs - countedMs;
}

function pingLostEnd({ place, face, received, keepaliveTimeoutMs = 0 }: Circumstances): ToldEnd {
  const what = `${place} did not answer a keepalive ping within ${deadlineText(keepaliveTimeoutMs)}, and the connection was given up ${midway(received)}`;
  const hint = `The server or the network between may be stuck; where they are slow, give more time (${face.keepaliveTimeout})`;
  return { code: status.UNAVAILABLE, details: sentences(what, hint) };
}

function unreadableConnectionEnd({ place }: Circumstances): ToldEnd {
  const what = `What ${place} answered cannot be read as HTTP/2: ${noHttp2}`;
  return { code: status.INTERNAL, details: sentences(what, noHttp2Hint) };
}

const noHttp2 = 'a header of over 64 KB, or frames that break its rules';
const noHttp2Hint = 'Look at what the server puts into its headers, or at the proxy before it';

const droppedWords = /^(Connection dropped|read |write )/i;

/** Of a GOAWAY that lets the call go on. */
export function goawayText(code: number): string {
  return `The server sent GOAWAY ${resetName(code)}: it takes no more calls over this connection, and lets this one go on`;
}

function goawayEnd(
  told: ToldEnd,
  { place, received }: Circumstances,
  { code, debug }: NonNullable<ConnectionFacts['goaway']>,
): ToldEnd {
  const said = debug === '' ? '' : ` (“${brief(debug)}”)`;
  const what = `${place} closed the connection with GOAWAY ${resetName(code)}${said} ${midway(received)}`;
  const hint = code === 0 ? 'It may be shutting down: try again' : resetMeaning(code).hint;
  return {
    code: told.code === status.CANCELLED ? status.UNAVAILABLE : told.code,
    details: sentences(what, hint),
  };
}

function resetEnd(told: ToldEnd, { place, attempt, received }: Circumstances): ToldEnd | undefined {
  const { closeCode, trailers } = attempt ?? {};
  if (trailers !== undefined || closeCode === 0) {
    const what = trailers === undefined ? 'no trailers' : 'no grpc-status in its trailers';
    const end = `${place} ended the stream ${midway(received)} with ${what}`;
    return { ...told, details: sentences(end, 'It, or a proxy before it, may have broken off') };
  }
  if (closeCode === undefined) return undefined;
  const { meaning, hint } = resetMeaning(closeCode);
  const what = `The stream with ${place} was reset with ${resetName(closeCode)} ${midway(received)}: ${meaning}`;
  return { ...told, details: sentences(what, hint) };
}

function midway(received: number): string {
  return received === 0 ? 'before a message came' : after(received);
}

function after(received: number): string {
  return `after ${counted(received, 'message')}`;
}

function brief(text: string): string {
  return printable(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
