import { existsSync } from 'node:fs';
import { Failure } from '#app/contract/result.ts';
import type { ConnectionState } from '#app/contract/target.ts';
import { commandLineFace } from '#app/core/face.ts';
import { printable } from '#app/core/printable.ts';
import { createEngine } from '#engine';
import { parseArguments } from './arguments.ts';
import { call } from './call-command.ts';
import { compile } from './compile-command.ts';
import { doctor } from './doctor-command.ts';
import { failureExit, wrongInput } from './exit-status.ts';
import { health } from './health-command.ts';
import { helpTexts } from './help.ts';
import { interruptible } from './interruptible.ts';
import { decode, encode } from './message-commands.ts';
import { type Terminal, writeLine } from './output.ts';
import { runSaved } from './run-command.ts';
import { describe, list } from './schema-commands.ts';
import { unknownCommand } from './unknown-command.ts';

const commands = {
  list: interruptible(list),
  describe: interruptible(describe),
  call,
  run: runSaved,
  health,
  doctor,
  compile: interruptible(compile),
  encode,
  decode,
};

/** Says once that a server was not asked who it is. */
function warnUnchecked({ stderr }: Terminal): (state: ConnectionState) => void {
  let isTold = false;
  return (state) => {
    if (isTold || state.state !== 'connected' || !state.tls || !state.tls.insecure) return;
    isTold = true;
    stderr.write(
      'warning: Any certificate is accepted, as --insecure or the TLS profile says: who answers may not be the server\n',
    );
  };
}

/** Warns of each thing once, however often it is met. */
function warnOnce({ stderr }: Terminal): (sentence: string) => void {
  const told = new Set<string>();
  return (sentence) => {
    if (!told.has(sentence)) stderr.write(`warning: ${printable(sentence)}\n`);
    told.add(sentence);
  };
}

/** Behind a fault in what was given, which may be a path. */
const goneText = 'The current folder was deleted: change to one that is there, or give whole paths';

/** Runs one command line; resolves with its exit status. Diagnostics go to standard error only. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const engine = createEngine({
    cwd: terminal.cwd,
    onConnection: warnUnchecked(terminal),
    face: commandLineFace,
    onUnusable: warnOnce(terminal),
    ...(terminal.keptReadings && { keptReadings: terminal.keptReadings }),
  });
  try {
    const parsed = parseArguments(argv);
    const { command, values } = parsed;
    if (values.version === true) {
      writeLine(terminal.stdout, `duplex ${terminal.version}`);
      return 0;
    }
    if (values.help === true || command === 'help') {
      const topic = command === 'help' ? parsed.positionals[0] : command;
      writeLine(terminal.stdout, helpTexts[topic ?? ''] ?? helpTexts[''] ?? '');
      return 0;
    }
    if (command === undefined)
      throw new Failure('usage', 'There is no command', 'duplex --help shows what there is');
    if (!Object.hasOwn(commands, command)) throw unknownCommand(command, parsed.positionals);
    return await commands[command as keyof typeof commands](engine, parsed, terminal);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { message, hint } = error.error;
    const more = hint === undefined ? '' : `  ${printable(hint)}\n`;
    const exit = failureExit(error.error);
    const gone = exit === wrongInput && !existsSync(terminal.cwd) ? `  ${goneText}\n` : '';
    terminal.stderr.write(`duplex: ${printable(message)}\n${more}${gone}`);
    return exit;
  } finally {
    await engine.close();
  }
}
