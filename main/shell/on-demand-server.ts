import { createInterface } from 'node:readline';
import { Failure } from '#app/contract/result.ts';

/** What a sample server prints when it listens, see proto-samples/server/main.ts. */
const announcement = /^plaintext (grpc:\/\/\S+)$/;

/** What it prints on standard error when it cannot; a utility process does not always end after that. */
const complaint = /^The sample server cannot start: (.+)$/;
/** What Node prints above the stack of a fault that nobody caught. */
const fault = /^\w*Error(?: \[\w+\])?: (.+)$/;

/** What Electron's `UtilityProcess` and Node's `ChildProcess` have in common, as far as it is needed. */
export interface ServerProcess {
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  once(event: 'exit', listener: (status: number) => void): unknown;
  kill(): boolean;
}

interface Running {
  readonly address: Promise<string>;
  readonly process: ServerProcess;
}

/** The sample server in a process of its own: at most one, from when it is first asked for. */
export class OnDemandServer {
  readonly #fork: () => ServerProcess;
  readonly #patienceMs: number;
  #running: Running | undefined;

  /** @param patienceMs how long the server may take until it listens */
  constructor(fork: () => ServerProcess, patienceMs: number) {
    this.#fork = fork;
    this.#patienceMs = patienceMs;
  }

  /**
   * The address, `grpc://HOST:PORT`. When the last server never came up or has ended, another is
   * started.
   * @throws (rejects) with a `Failure` when it does not start, or not in time
   */
  async start(): Promise<string> {
    this.#running ??= this.#launch();
    return this.#running.address;
  }

  end(): void {
    this.#running?.process.kill();
  }

  #launch(): Running {
    const process = forked(this.#fork);
    const address = addressOf(process, this.#patienceMs);
    const running = { process, address };
    const forget = (): void => {
      if (this.#running === running) this.#running = undefined;
    };
    process.once('exit', forget);
    address.catch(() => {
      forget();
      process.kill();
    });
    return running;
  }
}

function forked(fork: () => ServerProcess): ServerProcess {
  try {
    return fork();
  } catch (error) {
    throw failure(error instanceof Error ? error.message : String(error));
  }
}

/** Both outputs are read as long as the process runs: a full pipe would stop it. */
function addressOf(process: ServerProcess, patienceMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (reason: string): void => {
      clearTimeout(timer);
      reject(failure(reason));
    };
    const timer = setTimeout(
      () => refuse(`it was not ready within ${patienceMs / 1_000} s`),
      patienceMs,
    );
    let lastFault: string | undefined;
    eachLine(process.stdout, (line) => {
      const address = announcement.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    eachLine(process.stderr, (line) => {
      lastFault = fault.exec(line)?.[1] ?? lastFault;
      const reason = complaint.exec(line)?.[1];
      if (reason !== undefined) refuse(reason);
    });
    process.once('exit', (status) => refuse(lastFault ?? `it ended with status ${status}`));
  });
}

function eachLine(output: NodeJS.ReadableStream | null, read: (line: string) => void): void {
  if (output) createInterface({ input: output }).on('line', read);
}

function failure(reason: string): Failure {
  return new Failure(
    'internal',
    `The sample server cannot start: ${reason}`,
    'Connect to a server of your own, or try again',
  );
}
