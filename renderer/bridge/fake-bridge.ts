import type { Bridge } from '#app/contract/bridge.ts';
import type {
  CommandInput,
  CommandName,
  CommandResult,
  EventName,
  Events,
} from '#app/contract/commands.ts';
import { fail } from '#app/contract/result.ts';

type Answer<Name extends CommandName> = (
  input: CommandInput<Name>,
) => CommandResult<Name> | Promise<CommandResult<Name>>;

export type Answers = { [Name in CommandName]?: Answer<Name> };

export interface FakeBridge extends Bridge {
  /** Replaces or adds answers from now on. */
  answer(answers: Answers): void;
  /** Tells every listener, as the main process would. */
  emit<Name extends EventName>(name: Name, event: Events[Name]): void;
  /** What was asked under a name so far, oldest first. */
  asked<Name extends CommandName>(name: Name): readonly CommandInput<Name>[];
}

/** A main process made of the given answers; a command without one fails, naming itself. */
export function createFakeBridge(answers: Answers = {}): FakeBridge {
  const known: Answers = { ...answers };
  const log: { name: CommandName; input: unknown }[] = [];
  const listeners: { [Name in EventName]: Set<(event: Events[Name]) => void> } = {
    'targets.changed': new Set(),
    'connection.step': new Set(),
    'schema.progress': new Set(),
    'schema.changed': new Set(),
    'calls.progress': new Set(),
    'calls.found': new Set(),
    'calls.exported': new Set(),
    'texts.progress': new Set(),
    'texts.found': new Set(),
    'workspace.changed': new Set(),
    'workspace.moved': new Set(),
    'workspace.chosen': new Set(),
    'health.changed': new Set(),
    'commands.run': new Set(),
    'settings.changed': new Set(),
    'servers.changed': new Set(),
    'window.closing': new Set(),
    'app.fault': new Set(),
  };
  return {
    async invoke(name, input) {
      log.push({ name, input });
      const answer = known[name];
      // A tick later at the earliest, as over a process border.
      await Promise.resolve();
      if (answer !== undefined) return answer(input);
      return fail({ code: 'internal', message: `The fake has no answer to ${name}` });
    },
    on(name, listener) {
      listeners[name].add(listener);
      return () => listeners[name].delete(listener);
    },
    pathOf: ({ name }) => `/dropped/${name}`,
    answer: (more) => void Object.assign(known, more),
    emit(name, event) {
      for (const listener of listeners[name]) listener(event);
    },
    asked<Name extends CommandName>(name: Name) {
      return log
        .filter((entry) => entry.name === name)
        .map((entry) => entry.input as CommandInput<Name>);
    },
  };
}

/** An answer that the test gives later, once for each time it is asked. */
export function later<Name extends CommandName>(): {
  answer: Answer<Name>;
  resolve(result: CommandResult<Name>): void;
} {
  const waiting: ((result: CommandResult<Name>) => void)[] = [];
  return {
    answer: () => new Promise((resolve) => waiting.push(resolve)),
    resolve(result) {
      const next = waiting.shift();
      if (next === undefined) throw new Error('Nobody is waiting for this answer');
      next(result);
    },
  };
}
