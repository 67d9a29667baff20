import { type ClientHttp2Session, type ClientHttp2Stream, constants } from 'node:http2';

/** Quiet for so long is a reason to ask. */
const quietMs = 1000;
/** A server that is there answers a ping within this time. */
const answerMs = 3000;

/** Those that were asked since the server last answered a request: it may count pings as an attack. */
const asked = new WeakSet<ClientHttp2Session>();

/**
 * Node tells nobody when its HTTP/2 library gives a connection up over what it cannot read, such as a header of
 * more than 64 KB: bytes came, and no event follows. So where bytes came while a request waits for its
 * headers, one ping asks whether the connection goes on. When it does not, it is destroyed.
 *
 * @param onStuck hears of it before that
 */
export function endWhenStuck(
  session: ClientHttp2Session,
  stream: ClientHttp2Stream,
  onStuck: () => void,
): void {
  const bytes = () => session.socket?.bytesRead ?? 0;
  const atStart = bytes();
  let before = atStart;
  let late: NodeJS.Timeout | undefined;
  const look = setInterval(() => {
    const now = bytes();
    const isQuiet = now === before && now !== atStart;
    before = now;
    if (!isQuiet || asked.has(session) || session.destroyed) return;
    asked.add(session);
    clearInterval(look);
    late = setTimeout(() => {
      onStuck();
      session.destroy(undefined, constants.NGHTTP2_COMPRESSION_ERROR);
    }, answerMs);
    session.ping(() => clearTimeout(late));
  }, quietMs);
  const stop = () => {
    clearInterval(look);
    clearTimeout(late);
  };
  stream.once('response', () => {
    asked.delete(session);
    stop();
  });
  stream.once('close', stop);
}
