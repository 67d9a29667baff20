/** An error code of HTTP/2 (RFC 9113, section 7) with what it means for a call. */
interface ResetCode {
  readonly name: string;
  /** What the side that sent it says with it. */
  readonly meaning: string;
  readonly hint: string;
}

const look = 'Look at the log of the server, and of a proxy before it';
const again = 'Try again later';

const resetCodes: readonly ResetCode[] = [
  { name: 'NO_ERROR', meaning: 'it gave up the answer without a fault of the call', hint: look },
  {
    name: 'PROTOCOL_ERROR',
    meaning: 'it, or a proxy before it, saw a rule of HTTP/2 broken',
    hint: 'A header that it does not take is a common cause: check the metadata and the authority',
  },
  { name: 'INTERNAL_ERROR', meaning: 'it failed inside', hint: look },
  {
    name: 'FLOW_CONTROL_ERROR',
    meaning: 'more came to it than it had allowed',
    hint: look,
  },
  { name: 'SETTINGS_TIMEOUT', meaning: 'its settings were not confirmed in time', hint: again },
  { name: 'STREAM_CLOSED', meaning: 'the stream was closed for it already', hint: look },
  {
    name: 'FRAME_SIZE_ERROR',
    meaning: 'a frame had a size that it does not take',
    hint: look,
  },
  {
    name: 'REFUSED_STREAM',
    meaning:
      'it refused the call before it worked on it: it has too much to do, or is shutting down',
    hint: again,
  },
  { name: 'CANCEL', meaning: 'it, or a proxy before it, cancelled the call', hint: look },
  {
    name: 'COMPRESSION_ERROR',
    meaning: 'it could not go on unpacking headers',
    hint: look,
  },
  {
    name: 'CONNECT_ERROR',
    meaning: 'its connection to the server behind it broke',
    hint: 'Check that the server behind the proxy is running',
  },
  {
    name: 'ENHANCE_YOUR_CALM',
    meaning: 'it finds that too much is asked of it',
    hint: 'Call less often, or with less at once; keepalive pings may be too frequent',
  },
  {
    name: 'INADEQUATE_SECURITY',
    meaning: 'it does not find the connection secure enough',
    hint: 'Use TLS: grpcs://',
  },
  {
    name: 'HTTP_1_1_REQUIRED',
    meaning: 'it wants HTTP/1.1 for this, and gRPC needs HTTP/2',
    hint: 'Check the port and the path, or the proxy before the server',
  },
];

/** `CANCEL (8)`: the name of an HTTP/2 error code with its number; an unknown one's number alone. */
export function resetName(code: number): string {
  const { name } = resetCodes[code] ?? {};
  return name === undefined ? `the error code ${code}` : `${name} (${code})`;
}

/** What the server means with an HTTP/2 error code. */
export function resetMeaning(code: number): Pick<ResetCode, 'meaning' | 'hint'> {
  return resetCodes[code] ?? { meaning: 'this code has no meaning in HTTP/2', hint: look };
}
