import { renameSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { writeTemporaryFile } from '#samples/server/temporary-file.ts';
import { answering, type DoctorCase, greeting, plaintext, startSockets } from './doctor-case.ts';

/** A place where nobody listens any more. */
async function closedPlace(): Promise<string> {
  const { place, close } = await startSockets(() => {});
  close();
  return place;
}

const settingsFrame = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);

function goaway(code: number, debug: string): Buffer {
  const body = Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, code]), Buffer.from(debug)]);
  return Buffer.concat([Buffer.from([0, 0, body.length, 7, 0, 0, 0, 0, 0]), body]);
}

/** The address, the connection, and what speaks there. */
export const connectCases: readonly DoctorCase[] = [
  {
    name: 'a name that nobody has',
    step: 'name',
    state: 'failed',
    cause: 'There is no host named no-such-host.invalid',
    start: async () => ({
      settings: { address: 'grpc://no-such-host.invalid:50051' },
      place: 'no-such-host.invalid:50051',
      close: () => {},
    }),
  },
  {
    name: 'a name server that is not there',
    step: 'name',
    state: 'failed',
    cause:
      /^The name host\.example could not be looked up: the name server 127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)$/,
    start: async () => {
      const place = await closedPlace();
      return {
        settings: { address: `dns://${place}/host.example:50051` },
        place: 'host.example:50051',
        close: () => {},
      };
    },
  },
  {
    name: 'a closed port',
    step: 'connect',
    state: 'failed',
    cause: 'Nothing listens at PLACE: the connection was refused',
    start: async () => {
      const place = await closedPlace();
      return { settings: { address: `grpc://${place}` }, place, close: () => {} };
    },
  },
  {
    name: 'a Unix socket that is missing',
    step: 'connect',
    state: 'failed',
    cause: 'There is no socket PLACE',
    start: async () => ({
      settings: { address: 'unix:/nowhere/grpc.sock' },
      place: '/nowhere/grpc.sock',
      close: () => {},
    }),
  },
  {
    name: 'a file that is no socket',
    step: 'connect',
    state: 'failed',
    cause: 'PLACE is not a socket',
    start: async () => {
      const file = writeTemporaryFile('grpc.sock', '');
      return {
        settings: { address: `unix:${file.path}` },
        place: file.path,
        close: () => file.remove(),
      };
    },
  },
  {
    name: 'a Unix socket that a server has left behind',
    step: 'connect',
    state: 'failed',
    cause: 'Nobody listens at the socket PLACE: a server that has ended may have left it',
    start: async () => {
      const file = writeTemporaryFile('readme', '');
      const from = join(dirname(file.path), 'new');
      const place = join(dirname(file.path), 'old');
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(from, resolve));
      // A server that ends in order removes its socket, if it is where it was.
      renameSync(from, place);
      await new Promise((resolve) => server.close(resolve));
      return { settings: { address: `unix:${place}` }, place, close: () => file.remove() };
    },
  },
  {
    name: 'a server that closes each connection',
    step: 'http2',
    state: 'failed',
    cause: 'PLACE closed the connection before HTTP/2 began',
    start: () => plaintext((socket) => socket.destroy()),
  },
  {
    name: 'a server that resets each connection',
    step: 'http2',
    state: 'failed',
    cause: 'PLACE closed the connection before HTTP/2 began',
    start: () => plaintext((socket) => socket.resetAndDestroy()),
  },
  {
    name: 'an HTTP/1 server, here a proxy with a 502',
    step: 'http2',
    state: 'failed',
    cause:
      'PLACE answered "HTTP/1.1 502 Bad Gateway" from nginx/1.25.3: it speaks HTTP/1, not HTTP/2',
    start: () =>
      plaintext(
        answering(
          'HTTP/1.1 502 Bad Gateway\r\nServer: nginx/1.25.3\r\nContent-Type: text/html\r\n\r\n<html>',
        ),
      ),
  },
  {
    name: 'an HTTP/1 server that answers with a page alone',
    step: 'http2',
    state: 'failed',
    cause: 'PLACE answered "<!DOCTYPE HTML>·<html>": it speaks HTTP/1, not HTTP/2',
    start: () => plaintext(answering('<!DOCTYPE HTML>\n<html>\n')),
  },
  {
    name: 'an SSH server',
    step: 'http2',
    state: 'failed',
    cause: 'PLACE answered "SSH-2.0-OpenSSH_9.6": it is an SSH server',
    start: () => plaintext(greeting('SSH-2.0-OpenSSH_9.6\r\n')),
  },
  {
    name: 'a mail server',
    step: 'http2',
    state: 'failed',
    cause: 'PLACE answered "220 mail.example ESMTP": it is a mail server (SMTP)',
    start: () => plaintext(greeting('220 mail.example ESMTP\r\n')),
  },
  {
    name: 'a Redis server',
    step: 'http2',
    state: 'failed',
    cause: `PLACE answered "-ERR unknown command 'PRI'": it is a Redis server`,
    start: () => plaintext(answering("-ERR unknown command 'PRI'\r\n")),
  },
  {
    name: 'a MySQL server',
    step: 'http2',
    state: 'failed',
    cause: /^PLACE answered "J···\u00b78\.0\.36·.*": it is a MySQL or MariaDB server$/,
    start: () => plaintext(greeting(Buffer.from('J\0\0\0\n8.0.36\0\u0001\u0002\u0003\u0004'))),
  },
  {
    name: 'a PostgreSQL server',
    step: 'http2',
    state: 'failed',
    cause: /: it is a PostgreSQL server$/,
    start: () =>
      plaintext(answering(Buffer.from('E\0\0\0\u0040SFATAL\0C0A000\0Munsupported protocol\0\0'))),
  },
  {
    name: 'bytes that mean nothing, with commands for a terminal',
    step: 'http2',
    state: 'failed',
    cause: 'PLACE answered "·[31mred": that is not HTTP/2',
    start: () => plaintext(greeting('\u001b[31mred\n')),
  },
  {
    name: 'GOAWAY at once',
    step: 'http2',
    state: 'failed',
    cause:
      'PLACE ended the HTTP/2 connection at once: GOAWAY ENHANCE_YOUR_CALM (11), "too_many_pings"',
    start: () => plaintext(answering(Buffer.concat([settingsFrame, goaway(11, 'too_many_pings')]))),
  },
  {
    name: 'a server that is shutting down',
    step: 'http2',
    state: 'failed',
    cause: 'PLACE ended the HTTP/2 connection at once: GOAWAY NO_ERROR (0), "max_age"',
    hint: /shutting down/,
    start: () => plaintext(answering(Buffer.concat([settingsFrame, goaway(0, 'max_age')]))),
  },
];
