import { type ClientHttp2Session, constants } from 'node:http2';

/** Quiet for so long is a reason to look. */
const quietMs = 1000;
/** HTTP/2 that goes on sends what it has within this time, but for a network that takes nothing at all. */
const sendMs = 2000;

/**
 * Node tells nobody when its HTTP/2 library gives a connection up over what it cannot read, such as a header of
 * more than 64 KB: bytes come, and no event follows. Such a library sends nothing any more either. So where
 * bytes came that nothing was heard of, while a stream is open, it is given a ping to send, one until a stream
 * is heard again, because a server may count pings as an attack. Whether the server answers does not matter:
 * it may stand at a breakpoint. When the ping is not even sent, the connection is destroyed.
 */
export class StuckWatch {
  readonly #session: ClientHttp2Session;
  readonly #onStuck: () => void;
  #understood = 0;
  #isAsked = false;
  #streams = 0;
  #looking: NodeJS.Timeout | undefined;

  /** @param onStuck hears of it before the connection is destroyed */
  constructor(session: ClientHttp2Session, onStuck: () => void) {
    this.#session = session;
    this.#onStuck = onStuck;
  }

  /** Something of a stream came: all bytes until now are understood. */
  heard(): void {
    this.#understood = this.#bytes();
    this.#isAsked = false;
  }

  /**
   * The connection itself was heard, and no stream. While one is open that tells nothing of the bytes that came: what
   * cannot be read may have come with the server's settings.
   */
  heardOfConnection(): void {
    if (this.#streams === 0) this.#understood = this.#bytes();
  }

  /** A stream begins: looks at the connection until all that began are {@link closed}. */
  opened(): void {
    this.#streams += 1;
    this.#looking ??= this.#look();
    // Of such a connection nothing else is left that the process would wait for.
    if (this.#streams === 1) this.#looking.ref();
  }

  closed(): void {
    this.#streams -= 1;
    if (this.#streams === 0) this.#looking?.unref();
  }

  /** One timer for all streams: calls in quick succession share it too. */
  #look(): NodeJS.Timeout {
    let before = this.#bytes();
    return setInterval(() => {
      if (this.#streams === 0) {
        clearInterval(this.#looking);
        this.#looking = undefined;
        return;
      }
      const now = this.#bytes();
      const isQuiet = now === before && now > this.#understood;
      before = now;
      if (isQuiet && !this.#isAsked && !this.#session.destroyed) this.#ask();
    }, quietMs).unref();
  }

  #bytes(): number {
    return this.#session.socket?.bytesRead ?? 0;
  }

  #ask(): void {
    const session = this.#session;
    const sent = session.socket?.bytesWritten;
    this.#isAsked = true;
    session.ping((error) => {
      if (error === null) this.heardOfConnection();
    });
    setTimeout(() => {
      const { outboundQueueSize = 0 } = session.destroyed ? {} : session.state;
      if (outboundQueueSize === 0 || session.socket.bytesWritten !== sent) return;
      this.#onStuck();
      session.destroy(undefined, constants.NGHTTP2_COMPRESSION_ERROR);
    }, sendMs).unref();
  }
}
