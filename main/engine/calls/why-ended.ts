import { status } from '@grpc/grpc-js';
import type { Answer, Attempt } from './exchange.ts';
import { foreignAnswerHint, foreignAnswerStatus, foreignAnswerText } from './foreign-answer.ts';
import type { MessagePrefix } from './message-prefixes.ts';
import { resetMeaning, resetName } from './reset-codes.ts';

/** How a call ended, as grpc-js tells it: `code` is `null` where it is not a whole number. */
export interface ToldEnd {
  readonly code: number | null;
  readonly details: string;
}

/** What is known of a call beside that. */
export interface Circumstances {
  /** `host:port`. */
  readonly place: string;
  /** Absent where HTTP/2 cannot be observed, or nothing went out. */
  readonly attempt?: Attempt;
  /** Of a message that has begun to come and is not whole. */
  readonly openMessage?: MessagePrefix;
  /** Messages received. */
  readonly received: number;
  readonly deadlineMs?: number;
}

/**
 * Why a call ended, for a person. What the server itself said stays as it came; where grpc-js had to find
 * words, these are replaced by what HTTP/2 says: the place, what happened and what to try.
 */
export function whyEnded(told: ToldEnd, circumstances: Circumstances): ToldEnd {
  const { attempt } = circumstances;
  if (attempt?.status !== undefined && isSaidByServer(told, attempt.status))
    return { code: told.code, details: saidByServer(told, attempt.status) };
  return foundHere(told, circumstances) ?? { ...told, details: percentDecoded(told.details) };
}

function isSaidByServer({ code }: ToldEnd, said: string): boolean {
  const number = Number(said);
  return Number.isInteger(number) ? code === number : code === null;
}

function saidByServer({ code, details }: ToldEnd, said: string): string {
  // grpc-js servers send "OK" as the message of an OK, which says nothing.
  if (code === status.OK && details === 'OK') return '';
  if (code !== null) return percentDecoded(details);
  const shown = said.length > 40 ? `${said.slice(0, 40)}…` : said;
  const what = `The server ended the call with grpc-status "${shown}", which is not a number`;
  return details === '' ? what : `${what}, and said: ${percentDecoded(details)}`;
}

/** The first explanation that fits, `undefined` when none does. */
function foundHere(told: ToldEnd, at: Circumstances): ToldEnd | undefined {
  const { attempt } = at;
  if (told.code === status.CANCELLED && told.details === 'Cancelled on client') return told;
  if (told.code === status.DEADLINE_EXCEEDED) return lateEnd(told, at);
  const answer = attempt?.answer;
  if (answer !== undefined && (!answer.isGrpc || answer.httpStatus !== 200))
    return foreignEnd(at.place, answer);
  return (
    unreadableEnd(told, at) ??
    brokenConnectionEnd(told, at) ??
    resetEnd(told, at) ??
    withoutObserving(told)
  );
}

function lateEnd(told: ToldEnd, { place, received, deadlineMs, attempt }: Circumstances): ToldEnd {
  if (deadlineMs === undefined || !told.details.startsWith('Deadline exceeded')) return told;
  const deadline = `The deadline of ${deadlineMs < 1000 ? `${deadlineMs} ms` : `${deadlineMs / 1000} s`} passed`;
  if (received > 0) return { ...told, details: `${deadline} ${after(received)} from ${place}` };
  const what = attempt?.answer === undefined ? 'anything' : 'more than headers';
  return { ...told, details: `${deadline} before ${place} answered ${what}` };
}

function foreignEnd(place: string, answer: Answer): ToldEnd {
  return {
    code: foreignAnswerStatus(answer.httpStatus),
    details: sentences(`${place} answered ${foreignAnswerText(answer)}`, foreignAnswerHint(answer)),
  };
}

/** A message that is too long, or that cannot be unpacked. */
function unreadableEnd(
  { code, details }: ToldEnd,
  { place, attempt, openMessage, received }: Circumstances,
): ToldEnd | undefined {
  const message = `Message ${received + 1} from ${place}`;
  const [, most] = /^Received message larger than max \(\d+ vs (\d+)\)/.exec(details) ?? [];
  if (most !== undefined && openMessage !== undefined) {
    const sizes = `is ${sizeText(openMessage.length)} by its prefix, more than the ${sizeText(Number(most))} that may be received`;
    const hint = 'Allow larger messages, or check that the server frames its messages as gRPC does';
    return { code, details: sentences(`${message} ${sizes}`, hint) };
  }
  const [, bound] = /decompresses to a size larger than (\d+)/.exec(details) ?? [];
  if (bound !== undefined) {
    const what = `${message} inflates to more than the ${sizeText(Number(bound))} that may be received`;
    return { code, details: sentences(what, 'Allow larger messages if you trust this server') };
  }
  if (!/compress/i.test(details)) return undefined;
  const encoding = attempt?.answer?.encoding ?? '';
  const inside = { code: code ?? status.INTERNAL };
  const hint = 'The server, or a proxy before it, does not do as gRPC says';
  if (encoding === '' || encoding === 'identity') {
    const what = `${message} is marked as compressed, but no grpc-encoding says how`;
    return { ...inside, details: sentences(what, hint) };
  }
  return /gzip|deflate/.test(encoding) && !/unsupported/.test(details)
    ? {
        ...inside,
        details: sentences(`${message} is not the ${encoding} that it says it is`, hint),
      }
    : {
        ...inside,
        details: `${message} is compressed with "${encoding.slice(0, 40)}", and Duplex unpacks gzip and deflate`,
      };
}

function brokenConnectionEnd(
  { code, details }: ToldEnd,
  { place, attempt, received }: Circumstances,
): ToldEnd | undefined {
  const { goaway, error, isClosed } = attempt?.connection ?? {};
  const isBroken =
    code === status.UNAVAILABLE && /^(Connection dropped|read |write )/i.test(details);
  if (goaway !== undefined && (isBroken || isClosed || goaway.code !== 0)) {
    const said = goaway.debug === '' ? '' : `, saying “${goaway.debug.slice(0, 200)}”`;
    const what = `${place} closed the connection with GOAWAY ${resetName(goaway.code)}${said}, ${midway(received)}`;
    const hint =
      goaway.code === 0 ? 'It may be shutting down: try again' : resetMeaning(goaway.code).hint;
    return {
      code: code === status.CANCELLED ? status.UNAVAILABLE : code,
      details: sentences(what, hint),
    };
  }
  if (!isBroken) return undefined;
  const why = error?.code === undefined ? '' : ` (${error.code})`;
  return {
    code,
    details: sentences(
      `The connection to ${place} broke${why} ${midway(received)}`,
      'The server, or a proxy before it, may have stopped: try again',
    ),
  };
}

function resetEnd(
  { code, details }: ToldEnd,
  { place, attempt, received }: Circumstances,
): ToldEnd | undefined {
  const closeCode = attempt?.closeCode;
  if (closeCode === undefined) return undefined;
  if (closeCode === 0) {
    if (!/without gRPC status/.test(details)) return undefined;
    return { code, details: noStatus };
  }
  const { meaning, hint } = resetMeaning(closeCode);
  const what = `${place} reset the stream with ${resetName(closeCode)} ${midway(received)}: ${meaning}`;
  return { code, details: sentences(what, hint) };
}

const noStatus =
  'The server ended the stream without a grpc-status: it, or a proxy before it, may have broken off';

function withoutObserving({ code, details }: ToldEnd): ToldEnd | undefined {
  if (/without gRPC status/.test(details)) return { code, details: noStatus };
  if (code !== null || details !== '') return undefined;
  return { code, details: 'The server ended the call without a status that is a number' };
}

function midway(received: number): string {
  return received === 0 ? 'before it had answered' : after(received);
}

function after(received: number): string {
  return received === 1 ? 'after 1 message' : `after ${received} messages`;
}

function sentences(what: string, hint: string): string {
  return `${what}. ${hint}.`;
}

function sizeText(bytes: number): string {
  for (const [unit, size] of units) {
    if (bytes >= size) return `${Math.round((bytes / size) * 10) / 10} ${unit}`;
  }
  return `${bytes} bytes`;
}

const units = [
  ['GB', 1024 ** 3],
  ['MB', 1024 ** 2],
  ['KB', 1024],
] as const;

/**
 * What grpc-js left encoded of a `grpc-message`: it decodes as a URI, which keeps the escapes of
 * reserved characters, and gives up altogether at a wrong one. The specification (gRPC over HTTP/2,
 * "Status-Message") asks to decode what can be decoded.
 */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
