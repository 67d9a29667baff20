import type { CommandInput, CommandName, CommandResult, EventName, Events } from './commands.ts';

/** The only door between a window and the main process. */
export interface Bridge {
  invoke<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
  ): Promise<CommandResult<Name>>;
  /** Listens until the returned function is called. */
  on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void;
  /** Absolute path of a file or folder that was dropped or chosen; empty for one that has none. */
  pathOf(file: DroppedFile): string;
}

/**
 * What the preload puts on `window.bridge`: the same, but an event is the text of its JSON. Objects would be copied
 * property by property on their way into the page, for each listener anew.
 */
export interface PageBridge extends Omit<Bridge, 'on'> {
  on(name: EventName, listener: (json: string) => void): () => void;
}

/** The DOM's `File`, which the contract does not know. */
export interface DroppedFile {
  readonly name: string;
}
