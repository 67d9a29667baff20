import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import { type CommandName, commandInputs, fail, ok, type Result } from '#app/contract/index.ts';
import { asError, type Handlers } from './handlers.ts';

/** Whether a message comes from the top frame of one of the application's own windows. */
export type IsTrusted = (event: IpcMainInvokeEvent) => boolean;

/**
 * Binds every command of the contract. Sender and payload are checked here, before a handler runs;
 * what a handler throws becomes a `Result`.
 */
export function registerIpc(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlers: Handlers,
  isTrusted: IsTrusted,
): void {
  for (const name of Object.keys(commandInputs) as CommandName[]) {
    ipcMain.handle(name, (event, payload: unknown) =>
      isTrusted(event)
        ? answer(handlers, name, payload)
        : refused('the sender is not a window of Duplex'),
    );
  }
}

/** Checks the payload and runs one handler. Never rejects. */
export async function answer(
  handlers: Handlers,
  name: CommandName,
  payload: unknown,
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
    return fail(asError(error));
  }
}

function refused(reason: string): Result<never> {
  return fail({ code: 'usage', message: `Refused: ${reason}` });
}
