import { PassThrough, Readable } from 'node:stream';
import { run } from './run.ts';

interface Outcome {
  readonly exit: number;
  readonly out: string;
  /** The same as `out`, where it is not text. */
  readonly bytes: Buffer;
  readonly err: string;
  readonly lines: readonly string[];
}

/** Runs one command line with what is on its standard input; `onInterrupt` gets what Ctrl+C does. */
export type Duplex = (
  args: readonly string[],
  input?: Readable,
  onInterrupt?: (interrupt: () => void) => void,
) => Promise<Outcome>;

/** For tests: the command line in a folder. */
export function duplexIn(folder: string): Duplex {
  return async (args, input = Readable.from([]), onInterrupt) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const written = [stdout, stderr].map((stream) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      return () => Buffer.concat(pieces);
    });
    const exit = await run(args, {
      stdin: input,
      stdout,
      stderr,
      cwd: folder,
      version: '1.2.3',
      onInterrupt: (listener) => {
        onInterrupt?.(listener);
        return () => {};
      },
    });
    await new Promise((resolve) => setImmediate(resolve));
    const [bytes = Buffer.alloc(0), err = ''] = written.map((read) => read());
    const out = bytes.toString();
    const lines = out.split('\n').filter((line) => line !== '');
    return { exit, out, bytes, err: err.toString(), lines };
  };
}
