import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inRoot } from '#app/tools/paths.mjs';

/** A running sample server. */
export interface SampleServer {
  /** `grpc://127.0.0.1:PORT` */
  readonly plaintext: string;
  /** `grpcs://127.0.0.1:PORT` */
  readonly tls: string;
  /** PEM file of the authority that signed the TLS server's certificate. */
  readonly caFile: string;
  readonly stop: () => Promise<void>;
}

/** Starts the bundled sample server on free ports. */
export async function startSampleServer(): Promise<SampleServer> {
  const child = spawn(
    process.execPath,
    [inRoot('dist/samples/server.js'), '--port', '0', '--tls-port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const { plaintext, tls, caFile } = await addresses(child);
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { plaintext, tls, caFile, stop };
}

async function addresses(child: ChildProcess): Promise<Omit<SampleServer, 'stop'>> {
  if (!child.stdout) throw new Error('the sample server has no standard output');
  let plaintext: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    plaintext ??= /^plaintext (\S+)$/.exec(line)?.[1];
    const [, tls, caFile] = /^tls (\S+) ca (.+)$/.exec(line) ?? [];
    if (plaintext && tls && caFile) return { plaintext, tls, caFile };
  }
  throw new Error('the sample server ended before it named its addresses');
}
