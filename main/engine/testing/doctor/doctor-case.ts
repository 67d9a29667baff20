import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { MetadataPairs } from '#app/contract/calls.ts';
import type { DiagnosisStep } from '#app/contract/diagnosis.ts';
import type { TargetSettings } from '#app/contract/target.ts';

/** A target with something wrong about it, and what the doctor has to say. */
export interface DoctorCase {
  readonly name: string;
  readonly step: DiagnosisStep['step'];
  readonly state: 'failed' | 'warning';
  /** The cause; `PLACE` stands for `host:port`. */
  readonly cause: string | RegExp;
  /** What to try, where more than one thing could be said. */
  readonly hint?: string | RegExp;
  /** Starts what it needs on loopback; the caller closes it. */
  start(): Promise<Patient>;
}

export interface Patient {
  readonly settings: TargetSettings;
  /** What `PLACE` stands for. */
  readonly place: string;
  readonly metadata?: MetadataPairs;
  close(): unknown;
}

/** A server of bare sockets; `onSocket` has the first byte. */
export async function startSockets(
  onSocket: (socket: Socket) => void,
  make: (onSocket: (socket: Socket) => void) => Server = createServer,
): Promise<{ readonly place: string; close(): void }> {
  const sockets = new Set<Socket>();
  const server = make(onSocket);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    place: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** A plaintext server of bare sockets. */
export async function plaintext(onSocket: (socket: Socket) => void): Promise<Patient> {
  const { place, close } = await startSockets(onSocket);
  return { settings: { address: `grpc://${place}` }, place, close };
}

/** Says this text when the first byte has come, and closes. */
export function answering(text: string | Buffer): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', () => socket.end(text));
  };
}

/** Says this text at once. */
export function greeting(text: string | Buffer): (socket: Socket) => void {
  return (socket) => {
    socket.write(text);
    socket.resume();
  };
}
