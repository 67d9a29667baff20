import { Failure } from '#app/contract/result.ts';
import { counted } from '#app/core/counted.ts';
import type { Engine } from '#engine';
import type { Arguments, OptionValues } from './arguments.ts';
import { beforeDeadline } from './before-deadline.ts';
import { outcomeOf } from './call-outcome.ts';
import { cancelled, statusExit } from './exit-status.ts';
import { callMetadata } from './given-metadata.ts';
import { type Meant, messagesOf } from './messages.ts';
import type { Terminal } from './output.ts';
import { Printer } from './printer.ts';
import { readSchemaFor } from './read-schema.ts';
import { narrowedTo, serverRefOf } from './request.ts';
import { rhythmOf } from './rhythm-of.ts';
import { CallVariables } from './saved/call-variables.ts';
import { expectAtMost } from './schema-commands.ts';
import { UnbegunCall } from './unbegun-call.ts';
import { tellWhileWaiting } from './while-waiting.ts';
import { endLines } from './wire-notes.ts';

/** Calls a method, prints what comes, and answers with the exit status; `{{name}}`s are variables of `--env`. */
export async function call(engine: Engine, given: Arguments, terminal: Terminal): Promise<number> {
  const { env, trust, 'secret-command': secretCommand } = given.values;
  if (env === undefined) {
    if (trust === true) throw withoutEnvironment('--trust');
    if (secretCommand !== undefined) throw withoutEnvironment('--secret-command');
    return callWith(engine, given, terminal, async (text) => text);
  }
  const variables = await CallVariables.open(given.values, terminal);
  try {
    const meant = await variables.inArguments(given);
    return await callWith(engine, meant, terminal, (text) => variables.inMessage(text));
  } finally {
    await variables.close();
  }
}

function withoutEnvironment(option: string): Failure {
  return new Failure('usage', `${option} goes with --env`, 'Name the environment with --env NAME');
}

async function callWith(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
  meant: Meant,
): Promise<number> {
  const [target, path] = expectAtMost(positionals, 2, 'duplex call TARGET METHOD [-d DATA]');
  const whole = serverRefOf(target, values, 'A call needs a server');
  if (path === undefined)
    throw new Failure('usage', 'METHOD is missing', 'Write it as pkg.Service/Method');
  const ref = narrowedTo(path, whole);
  const metadata = callMetadata(values);
  const take = takeOf(values);
  const unbegun = new UnbegunCall(path, { ...ref, metadata }, values, terminal);
  // From here on Ctrl+C ends the command as a cancelled call, whether or not it has begun.
  let interrupt = (): void => {};
  const interrupted = new Promise<number>((resolve) => {
    interrupt = () => {
      terminal.stderr.write(`CANCELLED ${cancelled}: the call had not begun\n`);
      unbegun.cancel();
      resolve(statusExit(cancelled));
    };
  });
  const stopListening = terminal.onInterrupt(() => interrupt());
  const stopTelling =
    values['wait-for-ready'] === true ? tellWhileWaiting(engine, whole.target, terminal) : () => {};
  const calling = async (): Promise<number> => {
    const schema = await unbegun.before(() =>
      beforeDeadline(values.deadline, engine, ref, () =>
        readSchemaFor(path, engine, ref, terminal),
      ),
    );
    const method = schema.method(path);
    const rhythm = rhythmOf(values, method);
    const messages = await messagesOf(values, method, schema, terminal, meant);
    const printer = new Printer(schema, method, values, terminal, take);
    const running = await engine.call(
      {
        schema: ref,
        method: method.path,
        metadata,
        deadline: values.deadline ?? '',
        ...(messages.one !== undefined && { payload: messages.one }),
      },
      (event) => printer.take(event),
    );
    printer.watch(running);
    interrupt = () => running.cancel();
    // Nobody reads on after the end: let standard input go, so that the process can end.
    if (messages.many !== undefined) void running.ended.then(() => terminal.stdin.destroy());
    const { end, exit } = await outcomeOf(running, printer, messages.many, rhythm);
    if (end.code !== 0 && !printer.isSatisfied) {
      for (const line of endLines(end)) terminal.stderr.write(`${line}\n`);
    }
    const tries = triesText(printer.attempts, end.code);
    if (tries !== undefined && values.timeline !== true) terminal.stderr.write(`${tries}\n`);
    if (exit === 0 && printer.missing > 0) terminal.stderr.write(`${unprintedText(printer)}\n`);
    return exit;
  };
  try {
    return await Promise.race([calling(), interrupted]);
  } finally {
    stopListening();
    stopTelling();
  }
}

/** That it was tried again, as a retry policy, or a connection that broke off before anything was read, asks for. */
function triesText(attempts: number, code: number | null): string | undefined {
  if (attempts === 1) return undefined;
  return code === 0 ? `Answered at try ${attempts}` : `Tried ${attempts} times`;
}

function unprintedText({ missing, received }: Printer): string {
  return `OK 0, but of ${counted(received, 'message')} ${missing} could not be printed`;
}

function takeOf({ take }: OptionValues): number | undefined {
  if (take === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(take))
    throw new Failure('usage', `--take ${take} is not a number of messages`);
  return Number(take);
}
