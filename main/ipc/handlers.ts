import {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  Failure,
} from '#app/contract/index.ts';
import type { Engine, LiveCalls } from '#engine';
import type { ShellServices } from './shell-services.ts';

/** One function for each command of the contract; a missing one does not compile. */
export type Handlers = {
  readonly [Name in CommandName]: (
    input: CommandInput<Name>,
  ) => Promise<CommandOutput<Name>> | CommandOutput<Name>;
};

export function createHandlers(engine: Engine, calls: LiveCalls, shell: ShellServices): Handlers {
  return {
    'app.start': () => shell.appStart(),
    'app.ready': () => {
      shell.windowReady();
      return null;
    },
    'session.save': ({ session }) => {
      shell.saveSession(session);
      return null;
    },
    'targets.connect': async ({ target }) => {
      const connection = await engine.connect(target);
      const isConnected = connection.state === 'connected';
      return {
        connection,
        recentAddresses: isConnected
          ? shell.rememberAddress(target.address)
          : shell.recentAddresses(),
      };
    },
    'schema.read': async ({ schema, refresh }) => (await engine.schema(schema, refresh)).summary,
    'schema.describe': async ({ schema, symbol }) => (await engine.schema(schema)).describe(symbol),
    'schema.skeleton': async ({ schema, type }) => (await engine.schema(schema)).skeleton(type),
    'calls.start': (request) => calls.start(request),
    'calls.send': ({ callId, message }) => calls.get(callId).call.send(message),
    'calls.finish': ({ callId }) => {
      calls.get(callId).call.halfClose();
      return null;
    },
    'calls.cancel': ({ callId }) => {
      calls.get(callId).call.cancel();
      return null;
    },
    'calls.rows': ({ callId, from, count }) => calls.get(callId).rows(from, count),
    'calls.event': ({ callId, seq }) => calls.get(callId).detail(seq),
    'calls.resume': ({ callIds }) => calls.resume(callIds),
    'calls.release': ({ callId }) => {
      calls.release(callId);
      return null;
    },
    'dialogs.choosePaths': ({ choose }) => shell.choosePaths(choose),
    'clipboard.write': ({ text }) => {
      shell.writeClipboard(text);
      return null;
    },
  };
}

/** A failure as data; anything else that was thrown is a fault of Duplex, and said to be one. */
export function asError(error: unknown): Failure['error'] {
  if (error instanceof Failure) return error.error;
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Duplex failed: ${reason}`,
    hint: 'Please report this with the steps that led to it',
  };
}
