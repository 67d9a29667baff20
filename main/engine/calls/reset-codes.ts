/** An error code of HTTP/2 (RFC 9113, section 7) with what it means for a call. */
interface ResetCode {
  readonly name: string;
  /** What whoever sent it says with it. */
  readonly meaning: string;
  readonly hint: string;
}

/** The code of a stream that the server has not looked at. */
export const refusedStream = 7;

const look = 'Look at the log of the server, and of a proxy before it';
const again = 'Try again later';

const resetCodes: readonly ResetCode[] = [
  { name: 'NO_ERROR', meaning: 'nothing was wrong with the call', hint: look },
  {
    name: 'PROTOCOL_ERROR',
    meaning: 'one side, or a proxy between, broke a rule of HTTP/2',
    hint: 'Often it is a header that is not allowed: check the metadata and the authority',
  },
  {
    name: 'INTERNAL_ERROR',
    meaning: 'the server, or a proxy before it, failed inside',
    hint: look,
  },
  { name: 'FLOW_CONTROL_ERROR', meaning: 'one side sent more than was allowed', hint: look },
  { name: 'SETTINGS_TIMEOUT', meaning: 'settings were not confirmed in time', hint: again },
  { name: 'STREAM_CLOSED', meaning: 'the stream was closed already', hint: look },
  { name: 'FRAME_SIZE_ERROR', meaning: 'a frame had a size that is not allowed', hint: look },
  {
    name: 'REFUSED_STREAM',
    meaning: 'the server refused the call before it looked at it, as those do that are too busy',
    hint: again,
  },
  {
    name: 'CANCEL',
    meaning: 'the server, or a proxy before it, cancelled the call',
    hint: look,
  },
  { name: 'COMPRESSION_ERROR', meaning: 'headers could not be unpacked', hint: look },
  {
    name: 'CONNECT_ERROR',
    meaning: 'the connection from a proxy to the server broke',
    hint: 'Check that the server behind the proxy is running',
  },
  {
    name: 'ENHANCE_YOUR_CALM',
    meaning: 'the server finds that too much is asked of it',
    hint: 'Call less often, or with less at once; keepalive pings may be too frequent',
  },
  {
    name: 'INADEQUATE_SECURITY',
    meaning: 'the server does not find the connection secure enough',
    hint: 'Use TLS: grpcs://',
  },
  {
    name: 'HTTP_1_1_REQUIRED',
    meaning: 'the server wants HTTP/1.1 for this, and gRPC needs HTTP/2',
    hint: 'Check the port and the path, or the proxy before the server',
  },
];

/** `CANCEL (8)`: the name of an HTTP/2 error code with its number; an unknown one's number alone. */
export function resetName(code: number): string {
  const { name } = resetCodes[code] ?? {};
  return name === undefined ? `error code ${code}` : `${name} (${code})`;
}

/** What an HTTP/2 error code means, and what to try. */
export function resetMeaning(code: number): Pick<ResetCode, 'meaning' | 'hint'> {
  return resetCodes[code] ?? { meaning: 'this code has no meaning in HTTP/2', hint: look };
}
