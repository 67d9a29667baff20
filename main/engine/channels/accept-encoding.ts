import type { IncomingHttpHeaders } from 'node:http2';

const name = 'grpc-accept-encoding';

/**
 * Servers on gRPC's C++ library list what they can inflate with a space behind each comma, as HTTP allows.
 * grpc-js would not find its own encoding in that, and send uncompressed after the first answer: it is
 * given the list of these response headers without spaces.
 */
export function tidyAcceptEncoding(headers: IncomingHttpHeaders): void {
  const list = headers[name];
  if (typeof list === 'string' && list.includes(' ')) headers[name] = list.replaceAll(' ', '');
}
