import { createServer as createHttp, type Server as HttpServer } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy on a free port of the loopback address. The caller closes it. */
export interface TestProxy {
  readonly port: number;
  /** What it was asked to connect to, `host:port`, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

interface HttpProxyOptions {
  /** `user:password` that it wants. */
  readonly login?: string;
  /** Answers with this status and connects nobody. */
  readonly status?: number;
  /** Speaks TLS with this certificate. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** HTTP CONNECT. What the server says at once goes out in one piece with the proxy's answer. */
export async function startHttpProxy(options: HttpProxyOptions = {}): Promise<TestProxy> {
  const server: HttpServer = options.tls === undefined ? createHttp() : createHttps(options.tls);
  const asked: string[] = [];
  server.on('connect', ({ url = '', headers }, client: Socket) => {
    asked.push(url);
    client.on('error', () => {});
    const wanted = options.login && `Basic ${Buffer.from(options.login).toString('base64')}`;
    if (wanted !== undefined && headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
    } else if (options.status !== undefined) {
      client.end(
        `HTTP/1.1 ${options.status} Bad Gateway\r\nServer: nginx\r\nContent-Length: 6\r\n\r\n<html>`,
      );
    } else {
      const [, host = '', port = ''] = /^\[?([^\]]*)\]?:(\d+)$/.exec(url) ?? [];
      relay(client, host, Number(port), 'HTTP/1.1 200 Connection established\r\n\r\n');
    }
  });
  return listening(server, asked);
}

interface SocksProxyOptions {
  readonly login?: string;
  /** Answers the wish with this reply code instead of connecting. */
  readonly reply?: number;
  /** Sends each answer byte by byte. */
  readonly trickles?: boolean;
}

/** SOCKS5 (RFC 1928) with CONNECT alone, and user with password (RFC 1929). */
export async function startSocksProxy(options: SocksProxyOptions = {}): Promise<TestProxy> {
  const asked: string[] = [];
  const server = createServer((client) => {
    client.on('error', () => {});
    void serveSocks(client, options, asked).catch(() => client.destroy());
  });
  return listening(server, asked);
}

async function serveSocks(
  client: Socket,
  { login, reply, trickles }: SocksProxyOptions,
  asked: string[],
): Promise<void> {
  const say = async (...bytes: number[]) => {
    const pieces = trickles === true ? bytes.map((byte) => [byte]) : [bytes];
    for (const piece of pieces) {
      await new Promise((resolve) => client.write(Buffer.from(piece), resolve));
    }
  };
  const bytes = reader(client);
  const [, methods = 0] = await bytes(2);
  const offered = [...(await bytes(methods))];
  const method = login === undefined ? 0 : 2;
  if (!offered.includes(method)) {
    await say(5, 0xff);
    client.end();
    return;
  }
  await say(5, method);
  if (login !== undefined) {
    await bytes(1);
    const user = (await bytes((await bytes(1))[0] ?? 0)).toString();
    const password = (await bytes((await bytes(1))[0] ?? 0)).toString();
    const isRight = `${user}:${password}` === login;
    await say(1, isRight ? 0 : 1);
    if (!isRight) {
      client.end();
      return;
    }
  }
  const type = (await bytes(4))[3];
  const length = type === 1 ? 4 : type === 4 ? 16 : ((await bytes(1))[0] ?? 0);
  const host = addressText(type, await bytes(length));
  const port = (await bytes(2)).readUInt16BE();
  asked.push(`${host}:${port}`);
  if (reply !== undefined) {
    await say(5, reply, 0, 1, 0, 0, 0, 0, 0, 0);
    client.end();
    return;
  }
  relay(client, host, port, Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 1]));
}

function addressText(type: number | undefined, bytes: Buffer): string {
  if (type === 3) return bytes.toString();
  if (type === 1) return [...bytes].join('.');
  return (bytes.toString('hex').match(/.{4}/g) ?? []).join(':');
}

/** Gives the next so many bytes of a stream; rejects when it ends before. */
function reader(stream: Socket): (count: number) => Promise<Buffer> {
  return async (count) => {
    while (count > 0) {
      const bytes: Buffer | null = stream.read(count);
      if (bytes !== null) return bytes;
      await new Promise<void>((resolve, reject) => {
        stream.once('readable', resolve);
        stream.once('close', () => reject(new Error('closed')));
      });
    }
    return Buffer.alloc(0);
  };
}

/**
 * Connects on, and says the greeting in one piece with what the server says in its first moment: a
 * plaintext server of HTTP/2 speaks first, and none of that may be lost.
 */
function relay(client: Socket, host: string, port: number, greeting: string | Buffer): void {
  const server = connect(port, host);
  const close = () => {
    client.destroy();
    server.destroy();
  };
  server.on('error', close);
  server.on('close', close);
  client.on('close', close);
  server.once('connect', () => {
    setTimeout(() => {
      const heard: Buffer | null = server.read();
      client.write(Buffer.concat([Buffer.from(greeting), heard ?? Buffer.alloc(0)]));
      server.pipe(client);
      client.pipe(server);
    }, 50);
  });
}

async function listening(
  server: Server | HttpServer,
  asked: readonly string[],
): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
