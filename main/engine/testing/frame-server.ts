import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { MetadataPairs } from '#app/contract/calls.ts';

/** A connection on which a test speaks HTTP/2 by hand. */
export interface FrameTalk {
  /** The stream of the newest request; 0 before the first one. */
  readonly stream: number;
  readonly socket: Socket;
  /** Writes the frames at once, so that they come in one piece. */
  write(...frames: readonly Buffer[]): void;
}

/** A server of hand-made frames. The caller closes it. */
export interface FrameServer {
  /** `host:port`. */
  readonly address: string;
  /** The error code of each RST_STREAM that came. */
  readonly resets: readonly number[];
  /** The streams that were half-closed, in that order. */
  readonly halfClosed: readonly number[];
  /** The error code of each GOAWAY that came. */
  readonly goaways: readonly number[];
  /** Connections that are open. */
  readonly connections: number;
  close(): void;
}

/** What a frame server does; it settles each connection as HTTP/2 asks and does nothing else. */
export interface FrameServerOptions {
  readonly onRequest?: (talk: FrameTalk) => void;
  /** When the settings are exchanged. */
  readonly onConnection?: (talk: FrameTalk) => void;
}

const types = {
  data: 0,
  headers: 1,
  reset: 3,
  settings: 4,
  ping: 6,
  goaway: 7,
  window: 8,
} as const;
const headLength = 9;
const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'.length;
const end = 1;
const acknowledged = 1;
const wholeHeaders = 4;

export async function startFrameServer(options: FrameServerOptions): Promise<FrameServer> {
  const sockets = new Set<Socket>();
  const came: Came = { resets: [], halfClosed: [], goaways: [] };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    talkOver(socket, options, came);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...came,
    get connections() {
      return sockets.size;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** What came of a client. */
interface Came {
  readonly resets: number[];
  readonly halfClosed: number[];
  readonly goaways: number[];
}

function talkOver(
  socket: Socket,
  options: FrameServerOptions,
  { resets, halfClosed, goaways }: Came,
): void {
  const talk = {
    stream: 0,
    socket,
    write: (...frames: readonly Buffer[]) => void socket.write(Buffer.concat(frames)),
  };
  let heard: Buffer = Buffer.alloc(0);
  let isBegun = false;
  const take = (type: number, flags: number, stream: number, body: Buffer) => {
    if (type === types.settings && (flags & acknowledged) === 0) {
      talk.write(frameOf(types.settings, 0, acknowledged));
      options.onConnection?.(talk);
    } else if (type === types.ping && (flags & acknowledged) === 0)
      talk.write(frameOf(types.ping, 0, acknowledged, body));
    else if (type === types.reset) resets.push(body.readUInt32BE(0));
    else if (type === types.goaway) goaways.push(body.readUInt32BE(4));
    const isLast = (type === types.data || type === types.headers) && (flags & end) !== 0;
    if (isLast) halfClosed.push(stream);
    if (type === types.headers) {
      talk.stream = stream;
      options.onRequest?.(talk);
    }
  };
  socket.on('data', (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk]);
    if (!isBegun && heard.length >= preface) {
      isBegun = true;
      heard = heard.subarray(preface);
      talk.write(frameOf(types.settings, 0));
    }
    while (isBegun && heard.length >= headLength) {
      const length = headLength + heard.readUIntBE(0, 3);
      if (heard.length < length) return;
      take(
        heard.readUInt8(3),
        heard.readUInt8(4),
        heard.readUInt32BE(5),
        heard.subarray(headLength, length),
      );
      heard = heard.subarray(length);
    }
  });
}

/** The headers of an answer, or its trailers; names and values of at most 126 characters. */
export function headersFrame(
  stream: number,
  headers: Readonly<Record<string, string>> | MetadataPairs,
  isLast = false,
): Buffer {
  const pairs = isPairs(headers) ? headers : Object.entries(headers);
  const fields = pairs.map(([name, value]) =>
    Buffer.concat([Buffer.of(0), text(name), text(value)]),
  );
  return frameOf(types.headers, stream, wholeHeaders | (isLast ? end : 0), Buffer.concat(fields));
}

function isPairs(headers: object): headers is MetadataPairs {
  return Array.isArray(headers);
}

export function dataFrame(stream: number, body: Buffer, isLast = false): Buffer {
  return frameOf(types.data, stream, isLast ? end : 0, body);
}

export function resetFrame(stream: number, code: number): Buffer {
  return frameOf(types.reset, stream, 0, number(code));
}

export function goawayFrame(lastStream: number, code: number, debug = ''): Buffer {
  const body = Buffer.concat([number(lastStream), number(code), Buffer.from(debug)]);
  return frameOf(types.goaway, 0, 0, body);
}

/** The frame that allows so many streams at once. */
export function mostStreamsFrame(most: number): Buffer {
  return settingFrame(3, most);
}

/** SETTINGS with one of them. */
export function settingFrame(id: number, value: number): Buffer {
  return frameOf(types.settings, 0, 0, Buffer.concat([Buffer.of(0, id), number(value)]));
}

/** The frame that widens the window of a stream, 0 for that of the connection. */
export function windowFrame(stream: number, bytes: number): Buffer {
  return frameOf(types.window, stream, 0, number(bytes));
}

/** Any frame at all. */
export function frameOf(
  type: number,
  stream: number,
  flags = 0,
  body: Buffer = Buffer.alloc(0),
): Buffer {
  const head = Buffer.alloc(headLength);
  head.writeUIntBE(body.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, body]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A string of HPACK as it is, without Huffman's code. */
function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'latin1');
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}
