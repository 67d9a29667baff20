import { createServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it } from 'vitest';
import { failingCall, watch } from '../testing/failing-call.ts';

it('looks at the server of a connection that broke off, and sends nothing again', async () => {
  const server = createServer();
  const sockets: Socket[] = [];
  let requests = 0;
  server.on('connection', (socket: Socket) => sockets.push(socket));
  server.on('session', (session) => session.on('error', () => {}));
  server.on('stream', (stream) => {
    requests += 1;
    stream.on('error', () => {});
    // It ends as a server does that crashes: nobody listens any more when the connection is gone.
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { end } = await failingCall({ target: { address }, method: watch });
  expect(end.message).toMatch(/^The connection to .* broke off/);
  expect(end.message).toContain(
    `Looked at again: Nothing listens at ${address}: the connection was refused. Check the port, and that the server is running.`,
  );
  expect({ status: end.status, requests }).toEqual({ status: 'UNAVAILABLE', requests: 1 });
});
