import { lookup } from 'node:dns/promises';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { ConnectTimes } from '#app/contract/target.ts';
import type { Target } from '#app/core/target.ts';
import type { TlsMaterial } from './credentials.ts';

type ProbeStep = 'name' | 'connect' | 'tls' | 'http2';

/** What one look at a target found. A failed step carries the error, and what it heard instead of HTTP/2. */
export type ProbeFinding =
  | { readonly ok: true; readonly ms: ConnectTimes; readonly tlsVersion?: string }
  | {
      readonly ok: false;
      readonly step: ProbeStep;
      readonly error: NodeJS.ErrnoException;
      /** First bytes that came where an HTTP/2 SETTINGS frame was due. */
      readonly heard?: Buffer;
      /** The other protocol, TLS instead of plaintext or the reverse, works at this place. */
      readonly otherWorks?: boolean;
    };

/** HTTP/2 connection preface with an empty SETTINGS frame (RFC 9113, 3.4). */
const preface = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);

/**
 * Connects by hand, step by step: name, TCP, TLS with ALPN h2, HTTP/2 settings. It tells what a gRPC
 * library hides. Ends within `timeoutMs`, closes what it opened and sends no call.
 */
export async function probe(
  target: Target,
  tls: TlsMaterial,
  timeoutMs: number,
): Promise<ProbeFinding> {
  const finding = await probeOnce(target, tls, timeoutMs);
  if (finding.ok || (finding.step !== 'tls' && finding.step !== 'http2')) return finding;
  if (finding.error.code === 'ETIMEDOUT' || isCertificateFault(finding.error)) return finding;
  const other = await probeOnce(
    { ...target, tls: !target.tls },
    { insecure: true },
    Math.min(timeoutMs, 2000),
  );
  const otherWorks =
    other.ok || (!target.tls && other.step === 'http2' && other.heard === undefined);
  return otherWorks ? { ...finding, otherWorks } : finding;
}

export function isCertificateFault({ code = '' }: NodeJS.ErrnoException): boolean {
  return /CERT|SELF_SIGNED|ISSUER|UNABLE_TO_VERIFY/.test(code);
}

async function probeOnce(
  target: Target,
  tls: TlsMaterial,
  timeoutMs: number,
): Promise<ProbeFinding> {
  const times: { -readonly [step in keyof ConnectTimes]: ConnectTimes[step] } = { total: 0 };
  const begin = performance.now();
  const sockets: Socket[] = [];
  let step: ProbeStep = 'name';
  const keep = (socket: Socket) => {
    sockets.push(socket);
    // An error after its step is over concerns nobody.
    socket.on('error', () => {});
  };
  const timed = async <T>(work: Promise<T>): Promise<[T, number]> => {
    const from = performance.now();
    const left = timeoutMs - (from - begin);
    return [await withTimeout(work, left), performance.now() - from];
  };
  try {
    let host = target.host;
    if (target.kind === 'host') {
      const [found, ms] = await timed(lookup(host));
      host = found.address;
      times.name = ms;
    }
    step = 'connect';
    const tcp = target.kind === 'unix' ? connectTcp(host) : connectTcp(target.port, host);
    keep(tcp);
    times.connect = (await timed(opened(tcp, 'connect')))[1];
    let socket: Socket = tcp;
    let tlsVersion: string | undefined;
    if (target.tls) {
      step = 'tls';
      const secure = secureSocket(tcp, target, tls);
      keep(secure);
      times.tls = (await timed(opened(secure, 'secureConnect')))[1];
      tlsVersion = secure.getProtocol() ?? 'TLS';
      socket = secure;
    }
    step = 'http2';
    const [heard] = await timed(firstBytes(socket));
    if (!beginsWithSettings(heard)) {
      return { ok: false, step, heard, error: new Error('the answer is not HTTP/2') };
    }
    times.total = performance.now() - begin;
    return tlsVersion === undefined ? { ok: true, ms: times } : { ok: true, ms: times, tlsVersion };
  } catch (error) {
    return { ok: false, step, error: error as NodeJS.ErrnoException };
  } finally {
    for (const socket of sockets.reverse()) socket.destroy();
  }
}

function secureSocket(socket: Socket, target: Target, tls: TlsMaterial): TLSSocket {
  const name = tls.serverName ?? target.host;
  const isIp = /^[\d.]+$|:/.test(name);
  return connectTls({
    socket,
    host: name,
    ...(isIp || target.kind === 'unix' ? {} : { servername: name }),
    ALPNProtocols: ['h2'],
    rejectUnauthorized: !tls.insecure,
    ...(tls.context && { secureContext: tls.context }),
  });
}

function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(closed()));
  });
}

function firstBytes(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let heard = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      if (heard.length >= 9) resolve(heard);
    });
    const end = () => (heard.length > 0 ? resolve(heard) : reject(closed()));
    socket.once('error', (error) => (heard.length > 0 ? resolve(heard) : reject(error)));
    socket.once('close', end);
    socket.once('end', end);
    socket.write(preface);
  });
}

function beginsWithSettings(bytes: Buffer): boolean {
  return bytes.length >= 9 && bytes[3] === 4 && bytes.readUInt32BE(5) === 0;
}

function closed(): NodeJS.ErrnoException {
  return Object.assign(new Error('the server closed the connection'), { code: 'ECONNRESET' });
}

function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
    timer = setTimeout(() => reject(error), Math.max(ms, 0));
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
