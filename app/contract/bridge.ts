import type { CommandInput, CommandName, CommandResult, EventName, Events } from './commands.ts';

/** The only door between a window and the main process; the preload puts it on `window.bridge`. */
export interface Bridge {
  invoke<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
  ): Promise<CommandResult<Name>>;
  /** Listens until the returned function is called. */
  on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void;
}
