import type { ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2';

/** What one HTTP/2 connection came to; filled in as it happens. */
export interface ConnectionFacts {
  /** The server's GOAWAY: it takes no more calls. */
  goaway?: { readonly code: number; readonly debug: string };
  /** Why the connection broke, where the system says so. */
  error?: NodeJS.ErrnoException;
  /** What came over it cannot be read as HTTP/2; nothing more is heard of it. */
  isUnreadable?: boolean;
  /** The connection is gone. */
  isClosed: boolean;
  /** Whether the server ended it as agreed, or without a word, while nothing ran over it; set when it does. */
  endedIdle?: boolean;
  /** When the ping that is not answered was sent, by `performance.now()`. */
  pingedAt?: number | undefined;
  /** How many streams it has, those among them that HTTP/2 has not opened yet. */
  streams(): number;
  /**
   * To be asked when a stream is about to be reset: whether HTTP/2 here has given the connection up over what came, and
   * so does not send that; `undefined` where nothing came that may be so.
   */
  givenUp(): Promise<boolean> | undefined;
  /** To be told when bytes of a stream's body came. */
  heard(): void;
}

/** Hears of a stream before grpc-js does. `raw`: names and values in turn, as they came. */
export interface StreamListener {
  onResponse(headers: IncomingHttpHeaders, flags: number, raw?: readonly string[]): void;
  onTrailers(headers: IncomingHttpHeaders, raw?: readonly string[]): void;
  /** HTTP/2 takes a message behind its prefix. */
  onWrite(framed: Buffer): void;
  /** A chunk of the body came; `give` gives grpc-js what it is to have of it, now or later. */
  onBody(chunk: Buffer, give: (piece: Buffer) => void): void;
  /** Whether something is to be given later. */
  holdsBack(): boolean;
  /** No more of it comes; `told` is called when all that came whole was received, and never for a call that is over. */
  onBodyEnd(told: () => void): void;
  /** The server takes no more calls over the connection; it lets the streams until `lastStream` go on. */
  onGoaway(lastStream: number): void;
  /** HTTP/2 here did not send a frame of this type. */
  onFrameError(type: number): void;
  onError(error: NodeJS.ErrnoException): void;
  /** The stream is about to be cancelled here, or destroyed; its state is still there to be read. */
  onCancel(): void;
  onDestroy(): void;
  onClose(): void;
}

/** Is shown a stream in the moment it is opened, and answers who listens to it. */
export type Observer = (
  stream: ClientHttp2Stream,
  connection: ConnectionFacts,
) => StreamListener | undefined;
