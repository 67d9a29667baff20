import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it } from 'vitest';
import { failingCall, watch } from '../testing/failing-call.ts';

/** A call to a server that breaks its connections off, after `crash`, when the first request has come. */
async function broken(crash: (server: Http2Server) => void) {
  const server = createServer();
  const sockets: Socket[] = [];
  let requests = 0;
  server.on('connection', (socket: Socket) => sockets.push(socket));
  server.on('session', (session) => session.on('error', () => {}));
  server.on('stream', (stream) => {
    requests += 1;
    stream.on('error', () => {});
    crash(server);
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { end } = await failingCall({ target: { address }, method: watch });
  server.close();
  expect(end.message).toMatch(/^The connection to .* broke off/);
  expect({ status: end.status, requests }).toEqual({ status: 'UNAVAILABLE', requests: 1 });
  return { address, message: end.message };
}

it('looks at the server of a connection that broke off, and sends nothing again', async () => {
  // It ends as a server does that crashes: nobody listens any more when the connection is gone.
  const { address, message } = await broken((server) => server.close());
  expect(message).toContain(
    `Looked at again: Nothing listens at ${address}: the connection was refused. Check the port, and that the server is running.`,
  );
});

it('advises no other scheme where the one in use has just worked', async () => {
  const { address, message } = await broken((server) =>
    server.prependListener('connection', (socket: Socket) => socket.destroy()),
  );
  expect(message).toMatch(
    new RegExp(`Looked at again: ${address} closed the connection before HTTP/2 began\\.$`),
  );
});
