import { mostHeaders } from '../channels/observed-streams.ts';
import type { Attempt } from './attempt.ts';
import { resetMeaning, resetName } from './reset-codes.ts';

/** What HTTP/2 here found wrong with what came, and ended a stream or the connection for. */
interface EndedHere {
  /** `reset the stream with … (PROTOCOL_ERROR (1))`, which `host:port` goes into. */
  readonly done: (place: string) => string;
  readonly found: string;
  readonly hint: string;
}

/** `undefined` for an attempt that HTTP/2 here did not end: then the server did, or nobody. */
export function endedHere(attempt: Attempt): EndedHere | undefined {
  const { closeCode = 0, error, isResetHere } = attempt;
  if (error !== undefined)
    return {
      done: (place) => `ended the connection to ${place}`,
      found: faultOfConnection(error),
      hint: resetMeaning(internalError).hint,
    };
  if (!isResetHere) return undefined;
  return {
    done: (place) => `reset the stream with ${place} (${resetName(closeCode)})`,
    ...faultOfStream(closeCode, attempt.answer !== undefined),
  };
}

const protocolError = 1;
const internalError = 2;
const flowControlError = 3;
const enhanceYourCalm = 11;
const inHeaders = 'Look at what the server, or a proxy before it, puts into its headers';

function faultOfStream(code: number, isAnswered: boolean): Omit<EndedHere, 'done'> {
  if (code === protocolError)
    return {
      found: isAnswered
        ? 'its trailers break a rule of HTTP/2, or its body is not as long as its content-length says'
        : 'its headers break a rule of HTTP/2, such as a name in capitals, one that HTTP/2 does not have (connection), or no :status',
      hint: inHeaders,
    };
  if (code === enhanceYourCalm)
    return { found: `it sent more than ${mostHeaders} headers`, hint: inHeaders };
  const { meaning, hint } = resetMeaning(code);
  const found = code === flowControlError ? 'it sent more than it was allowed to' : meaning;
  return { found, hint };
}

/** The numbers are those of nghttp2, the library that is HTTP/2 in Node. */
function faultOfConnection({ code, errno }: NodeJS.ErrnoException): string {
  if (code === 'ERR_HTTP2_TOO_MANY_INVALID_FRAMES')
    return 'it sent over 1000 frames that are empty or not allowed';
  switch (errno) {
    case -904:
      return 'it sent pings or settings faster than they could be answered';
    case -905:
      return 'it sent headers in more pieces (CONTINUATION) than anybody needs';
    case -524:
      return 'it broke the rules of flow control';
    default:
      return 'it sent a frame, or a setting, that the rules of HTTP/2 do not allow';
  }
}
