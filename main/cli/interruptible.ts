import type { Engine } from '#engine';
import type { Arguments } from './arguments.ts';
import { cancelled, statusExit } from './exit-status.ts';
import type { Terminal } from './output.ts';

type Command = (engine: Engine, parsed: Arguments, terminal: Terminal) => Promise<number>;

/** Ctrl+C ends the command with a line, and the exit status of a cancelled call. */
export function interruptible(command: Command): Command {
  return async (engine, parsed, terminal) => {
    let stopListening = (): unknown => undefined;
    const interrupted = new Promise<number>((resolve) => {
      stopListening = terminal.onInterrupt(() => {
        terminal.stderr.write('Cancelled\n');
        resolve(statusExit(cancelled));
      });
    });
    try {
      return await Promise.race([command(engine, parsed, terminal), interrupted]);
    } finally {
      stopListening();
    }
  };
}
