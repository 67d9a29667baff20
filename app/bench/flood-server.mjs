import { once } from 'node:events';
import { createServer } from 'node:http2';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

/**
 * `node flood-server.mjs` answers the calls of flood.proto on a free port of 127.0.0.1, whose address is its first
 * line of output. It is faster than any client: of a stream all messages are the same but for their numbers, and
 * many go out in one write. Each stream that is over is a line, with how many messages HTTP/2 took of it.
 */
const root = protobuf.loadSync(fileURLToPath(new URL('flood.proto', import.meta.url)));
const writeBytes = 128 * 1024;
/** Of a frame's prefix and the first field's tag: the sequence is the eight bytes behind them. */
const sequenceAt = 6;

/** @param {string} name @param {object} fields */
const encoded = (name, fields) => {
  const type = root.lookupType(name);
  return Buffer.from(type.encode(type.fromObject(fields)).finish());
};

/** @param {number} size */
const tick = (size) =>
  encoded('bench.v1.Tick', {
    sequence: 1,
    price: 101.25,
    symbol: 'FLOOD',
    payload: Buffer.alloc(size, 'payload'),
  });

/** @param {number} size */
const book = (size) =>
  encoded('bench.v1.Book', {
    sequence: 1,
    orders: Array.from({ length: size }, (_, at) => ({
      id: at + 1,
      price: 100 + at / 8,
      quantity: 100 * (at + 1),
      venue: `VENUE${at % 10}`,
    })),
  });

/** @type {ReadonlyMap<string, (size: number) => Buffer>} */
const messages = new Map([
  ['/bench.v1.Flood/Watch', tick],
  ['/bench.v1.Flood/WatchBooks', book],
  ['/bench.v1.Flood/Ask', tick],
]);
const grpc = { 'content-type': 'application/grpc' };

/** @param {Buffer} payload */
const framed = (payload) => {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
};

/** @param {import('node:http2').ServerHttp2Stream} stream @param {Buffer} frame @param {number} count */
const flood = async (stream, frame, count) => {
  const atOnce = Math.max(1, Math.floor(writeBytes / frame.length));
  const many = Buffer.concat(Array(atOnce).fill(frame));
  let sent = 0;
  while (sent < count && !stream.destroyed) {
    const now = Math.min(atOnce, count - sent);
    const batch = Buffer.from(many.subarray(0, now * frame.length));
    for (let at = sequenceAt; at < batch.length; at += frame.length) {
      sent += 1;
      batch.writeUInt32LE(sent, at);
    }
    if (!stream.write(batch)) await once(stream, 'drain').catch(() => {});
  }
  process.stdout.write(`${sent} sent\n`);
};

const server = createServer({ maxSessionMemory: 1000 });
server.on('session', (session) => session.on('error', () => {}));
server.on('stream', async (stream, { ':path': path = '' }) => {
  stream.on('error', () => {});
  stream.once('close', () => stream.emit('drain'));
  const message = messages.get(path);
  if (message === undefined) {
    stream.respond({ ...grpc, 'grpc-status': '12' }, { endStream: true });
    return;
  }
  const body = [];
  for await (const chunk of stream) body.push(chunk);
  const request = root.lookupType('bench.v1.WatchRequest');
  const { count = 0, size = 0 } = request.toObject(request.decode(Buffer.concat(body).subarray(5)));
  stream.respond(grpc, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  const isOne = path.endsWith('/Ask');
  await flood(stream, framed(message(size)), isOne ? 1 : count || Number.POSITIVE_INFINITY);
  stream.end();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object')
    process.stdout.write(`127.0.0.1:${address.port}\n`);
});
process.once('disconnect', () => process.exit());
