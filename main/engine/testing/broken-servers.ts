import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A server on a free port of the loopback address. The caller closes it. */
export interface BrokenServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Accepts connections and never says a word. */
export function startSilent(): Promise<BrokenServer> {
  return listen(createServer(() => {}));
}

/** Closes each connection at once. */
export function startClosing(): Promise<BrokenServer> {
  return listen(createServer((socket) => socket.destroy()));
}

/** Answers with bytes that are no protocol Duplex knows, and closes the connection or leaves it open. */
export function startTalking(text: string, closes = true): Promise<BrokenServer> {
  return listen(createServer((socket) => (closes ? socket.end(text) : socket.write(text))));
}

export function startHttp1(): Promise<BrokenServer> {
  return listen(
    createHttp((_, response) => response.writeHead(502).end('<html>bad gateway</html>')),
  );
}

async function listen(server: Server): Promise<BrokenServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
