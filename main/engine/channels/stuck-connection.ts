import { type ClientHttp2Session, constants } from 'node:http2';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** Quiet for so long is a reason to look. */
const quietMs = 1000;
const mostAsked = 2;
/** Of a ping, and of the answer to it. */
const pingBytes = 17;
/** HTTP/2 that goes on sends what it has within this time, but for a network that takes nothing at all. */
const sendMs = 2000;
/** The same of a reset, where nothing of the stream waits before it. */
const resetMs = 50;

/**
 * Node tells nobody when its HTTP/2 library gives a connection up over what it cannot read, such as a header of
 * more than 64 KB: bytes come, and no event follows. Such a library sends nothing any more either. So where it is
 * quiet behind bytes that may not be understood, while a stream is open, it is given a ping to send, two until a
 * stream is heard again: servers count more as an attack, and count anew when they have sent something. What came in
 * one piece with the last that was heard may not be understood, and what comes behind the answer to a ping. Whether
 * the server answers does not matter: it may stand at a breakpoint. When the ping is not even sent, the connection is
 * destroyed.
 */
export class StuckWatch {
  readonly #session: ClientHttp2Session;
  readonly #onStuck: () => void;
  #understood = 0;
  /** What had come when something of a stream was last heard. */
  #heardAt = 0;
  /** Pings since a stream was heard. */
  #asked = 0;
  #isAsking = false;
  #streams = 0;
  #looking: NodeJS.Timeout | undefined;

  /** @param onStuck hears of it before the connection is destroyed */
  constructor(session: ClientHttp2Session, onStuck: () => void) {
    this.#session = session;
    this.#onStuck = onStuck;
  }

  /** How many streams are open, or wait for it. */
  get streams(): number {
    return this.#streams;
  }

  /** Something of a stream came: all bytes before those that came with it are understood. */
  heard(): void {
    const bytes = this.#bytes();
    if (bytes === this.#heardAt) return;
    this.#understood = this.#heardAt;
    this.#heardAt = bytes;
    this.#asked = 0;
  }

  /**
   * The connection itself was heard, and no stream. While one is open that tells nothing of the bytes that came: what
   * cannot be read may have come with the server's settings.
   */
  heardOfConnection(): void {
    if (this.#streams === 0) this.#understood = this.#bytes();
  }

  /**
   * Whether HTTP/2 has given up, asked when a stream is about to be reset: who goes on sends that at once. `undefined`
   * where nothing came that may not be understood. What has given up is looked at to its end.
   */
  givenUp(): Promise<boolean> | undefined {
    const session = this.#session;
    if (session.destroyed || this.#bytes() <= this.#understood) return undefined;
    const sent = session.socket.bytesWritten;
    const isStill = () => !session.destroyed && session.socket.bytesWritten === sent;
    return (async () => {
      await nextTurn();
      if (isStill()) await sleep(resetMs);
      if (!isStill()) return false;
      if (!this.#isAsking) this.#ask();
      return true;
    })();
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
      const mayAsk = this.#asked < mostAsked && !this.#isAsking;
      if (isQuiet && mayAsk && !this.#session.destroyed) this.#ask();
    }, quietMs).unref();
  }

  #bytes(): number {
    return this.#session.socket?.bytesRead ?? 0;
  }

  #ask(): void {
    const session = this.#session;
    const sent = session.socket?.bytesWritten;
    const came = this.#bytes();
    this.#asked += 1;
    this.#isAsking = true;
    session.ping((error) => {
      this.#isAsking = false;
      if (error === null) this.#understood = Math.max(this.#understood, came + pingBytes);
    });
    setTimeout(() => {
      const { outboundQueueSize = 0 } = session.destroyed ? {} : session.state;
      if (outboundQueueSize === 0 || session.socket.bytesWritten !== sent) return;
      this.#onStuck();
      session.destroy(undefined, constants.NGHTTP2_COMPRESSION_ERROR);
    }, sendMs).unref();
  }
}
