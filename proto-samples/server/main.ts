// The sample server as a program: `main.ts [--port N] [--tls-port N] [--host NAME]`.
// Prints one line for each address that it listens on and runs until it is told to stop.

import { parseArgs } from 'node:util';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import {
  type SampleServer,
  type SampleServerOptions,
  startSampleServer,
} from './start-sample-server.ts';

const USAGE = `Usage: server [--port N] [--tls-port N] [--host NAME]

  --port N       plaintext port (default 50051, or SAMPLE_SERVER_PORT)
  --tls-port N   TLS port (default 50052, or SAMPLE_SERVER_TLS_PORT)
  --host NAME    address to listen on (default 127.0.0.1, or SAMPLE_SERVER_HOST)

A port that is taken falls to a free one; 0 asks for a free one.`;

interface Settings {
  readonly port: number;
  readonly tlsPort: number;
  readonly host: string;
}

/** @throws with a sentence when an argument is not understood */
function readSettings(args: readonly string[], env: NodeJS.ProcessEnv): Settings | 'help' {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { port: text, 'tls-port': text, host: text, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return 'help';
  return {
    port: toPort('--port', values.port ?? env['SAMPLE_SERVER_PORT'] ?? '50051'),
    tlsPort: toPort('--tls-port', values['tls-port'] ?? env['SAMPLE_SERVER_TLS_PORT'] ?? '50052'),
    host: values.host ?? env['SAMPLE_SERVER_HOST'] ?? '127.0.0.1',
  };
}

function toPort(name: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`${name} must be a number from 0 to 65535, not "${text}"`);
}

/** Starts on the port that is wanted, or on a free one when that cannot be had. */
async function startOnFreePort(options: SampleServerOptions): Promise<SampleServer> {
  try {
    return await startSampleServer(options);
  } catch (error) {
    // Windows keeps ranges of ports for itself: those are EACCES.
    const taken = error instanceof Error && /EADDRINUSE|EACCES/.test(error.message);
    if (!taken) throw error;
    return startSampleServer({ ...options, port: 0 });
  }
}

async function run(): Promise<void> {
  // A port that is taken is no error here, and every other one is told below.
  setLogVerbosity(logVerbosity.NONE);
  const settings = readSettings(process.argv.slice(2), process.env);
  if (settings === 'help') {
    console.log(USAGE);
    return;
  }
  const { host, port, tlsPort } = settings;
  const running: SampleServer[] = [];
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void Promise.all(running.map((server) => server.close())).then(() => process.exit(0));
    });
  }
  const plaintext = await startOnFreePort({ host, port });
  running.push(plaintext);
  const tls = await startOnFreePort({ host, port: tlsPort, tls: true });
  running.push(tls);
  console.log(`plaintext ${plaintext.address}`);
  console.log(`tls ${tls.address} ca ${tls.ca}`);
}

run().catch((error: unknown) => {
  console.error(
    `The sample server cannot start: ${error instanceof Error ? error.message : error}`,
  );
  process.exitCode = 1;
});
