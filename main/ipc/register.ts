import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import {
  type CommandName,
  commandInputs,
  Failure,
  fail,
  ok,
  type Result,
} from '#app/contract/index.ts';
import { asError, type Handlers } from './handlers.ts';

/** The handlers for a sender; `undefined` when it is not the page of one of Duplex's own windows. */
type HandlersOf = (event: IpcMainInvokeEvent) => Handlers | undefined;

/** Hears of a fault of Duplex itself, which whoever asked is told as well. */
type OnFault = (what: string, error: unknown) => void;

/**
 * Binds every command of the contract. Sender and payload are checked here, before a handler runs;
 * what a handler throws becomes a `Result`.
 */
export function registerIpc(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlersOf: HandlersOf,
  onFault: OnFault,
): void {
  for (const name of Object.keys(commandInputs) as CommandName[]) {
    ipcMain.handle(name, (event, payload: unknown) => {
      const handlers = handlersOf(event);
      return handlers === undefined
        ? refused('the sender is not a window of Duplex')
        : answer(handlers, name, payload, onFault);
    });
  }
}

/** Checks the payload and runs one handler. Never rejects. */
export async function answer(
  handlers: Handlers,
  name: CommandName,
  payload: unknown,
  onFault: OnFault,
): Promise<Result<unknown>> {
  const parsed = v.safeParse(commandInputs[name], payload);
  if (!parsed.success) {
    const where = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'payload').join(', ');
    return refused(`${name} does not accept this payload (${where})`);
  }
  try {
    // The table's types pair each name with its input; the parse above has made the pair true.
    const handler = handlers[name] as (input: unknown) => unknown;
    return ok(await handler(parsed.output));
  } catch (error) {
    if (!(error instanceof Failure)) onFault(`${name} failed`, error);
    return fail(asError(error));
  }
}

function refused(reason: string): Result<never> {
  return fail({ code: 'usage', message: `Refused: ${reason}` });
}
