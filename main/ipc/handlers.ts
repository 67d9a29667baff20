import {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  Failure,
  type SchemaRef,
} from '#app/contract/index.ts';
import type { HeldEngine } from '../lazy-engine.ts';
import type { WindowWorkspace } from '../workspaces.ts';
import { filterHandlers } from './filter-handlers.ts';
import { healthHandlers } from './health-handlers.ts';
import type { PageLife } from './page-life.ts';
import type { ShellServices } from './shell-services.ts';
import { textHandlers } from './text-handlers.ts';
import { workspaceHandlers } from './workspace-handlers.ts';

/** One function for each command of the contract; a missing one does not compile. */
export type Handlers = {
  readonly [Name in CommandName]: (
    input: CommandInput<Name>,
  ) => Promise<CommandOutput<Name>> | CommandOutput<Name>;
};

/** The handlers of one window. Engine and workspace are had when first needed: a window opens without. */
export function createHandlers(
  held: () => Promise<HeldEngine>,
  workspace: Pick<WindowWorkspace, 'opened' | 'change'>,
  shell: ShellServices,
  page: PageLife,
): Handlers {
  return {
    ...shellHandlers(shell, page),
    ...engineHandlers(held, shell, page),
    ...historyHandlers(held),
    ...textHandlers(held, shell),
    ...healthHandlers(held, shell, page),
    ...workspaceHandlers(workspace, shell),
  };
}

type EngineCommand = Extract<
  CommandName,
  `targets.${string}` | `connection.${string}` | `schema.${string}` | `calls.${string}`
>;

type HistoryCommand = Extract<CommandName, `history.${string}`>;

type TextCommand = Extract<CommandName, `texts.${string}`>;

type HealthCommand = Extract<CommandName, `health.${string}`>;

type WorkspaceCommand = Extract<CommandName, `workspace.${string}`>;

function engineHandlers(
  held: () => Promise<HeldEngine>,
  shell: ShellServices,
  page: PageLife,
): Pick<Handlers, EngineCommand> {
  const schemaOf = async (schema: SchemaRef) => (await held()).engine.schema(schema);
  const call = async (callId: string) => (await held()).calls.get(callId);
  const schemaFor = async (schema: SchemaRef, callId: string | undefined) =>
    callId === undefined ? schemaOf(schema) : (await call(callId)).call.schema;
  return {
    'targets.connect': async ({ target }) => {
      const connection = await (await held()).engine.connect(target);
      const isConnected = connection.state === 'connected';
      return {
        connection,
        recentAddresses: isConnected
          ? shell.rememberAddress(target.address)
          : shell.recentAddresses(),
      };
    },
    'targets.disconnect': async ({ target }) => {
      (await held()).engine.disconnect(target);
      return null;
    },
    'targets.use': async ({ targets }) => {
      (await held()).engine.use(targets, page.signal);
      return null;
    },
    'targets.connected': async () => (await held()).engine.connected(),
    'targets.remember': ({ address }) => shell.rememberAddress(address),
    'targets.tlsFaults': async ({ tls }) => (await held()).engine.tlsFaults(tls),
    ...diagnosisHandlers(held, shell, page),
    ...readingHandlers(held, shell),
    'schema.describe': async ({ schema, symbol }) => (await schemaOf(schema)).describe(symbol),
    'schema.symbols': async ({ schema, query, limit, callId }) =>
      (await schemaFor(schema, callId)).symbols(query, limit),
    'schema.definition': async ({ schema, symbol }) => (await schemaOf(schema)).definition(symbol),
    'schema.message': async ({ schema, type, callId }) =>
      (await schemaFor(schema, callId)).messageDoc(type),
    'schema.sourceText': async ({ schema, file }) => (await schemaOf(schema)).sourceText(file),
    'schema.skeleton': async ({ schema, type, callId }) =>
      (await schemaFor(schema, callId)).skeleton(type),
    'schema.shapes': async ({ schema, methods }) => {
      const read = await schemaOf(schema);
      return methods.map((method) => read.shape(method) ?? null);
    },
    'calls.resume': async ({ callIds }) => (await held()).calls.resume(callIds),
    'calls.start': async (request) => (await held()).calls.start(request),
    'calls.send': async ({ callId, message }) => (await call(callId)).call.sendEach(message),
    'calls.play': async ({ callId, ...playing }) => {
      await (await held()).calls.play(callId, playing);
      return null;
    },
    'calls.stopPlay': async ({ callId }) => {
      (await call(callId)).player.stop();
      return null;
    },
    'calls.finish': async ({ callId }) => {
      (await call(callId)).call.halfClose();
      return null;
    },
    'calls.cancel': async ({ callId }) => {
      (await call(callId)).call.cancel();
      return null;
    },
    'calls.pause': async ({ callId, isPaused }) => {
      (await call(callId)).pause(isPaused);
      return null;
    },
    'calls.whenFull': async ({ callId, choice }) => {
      (await call(callId)).whenFull(choice);
      return null;
    },
    'calls.rows': async ({ callId, from, count }) => (await call(callId)).rows(from, count),
    'calls.course': async ({ callId }) => (await call(callId)).course(),
    'calls.event': async ({ callId, seq }) => (await call(callId)).detail(seq),
    ...filterHandlers(held),
    'calls.text': async ({ callId, seq, form }) => (await call(callId)).text(seq, form),
    'calls.release': async ({ callId }) => {
      (await held()).calls.release(callId);
      return null;
    },
  };
}

function historyHandlers(held: () => Promise<HeldEngine>): Pick<Handlers, HistoryCommand> {
  return {
    'history.list': async (place) => (await held()).calls.list(place),
    'history.open': async ({ callId }) => (await held()).calls.open(callId),
    'history.clear': async () => {
      await (await held()).calls.clear();
      return null;
    },
    'history.delete': async ({ callIds }) => {
      await (await held()).calls.delete(callIds);
      return null;
    },
  };
}

function diagnosisHandlers(
  held: () => Promise<HeldEngine>,
  shell: ShellServices,
  page: PageLife,
): Pick<Handlers, 'connection.diagnose' | 'connection.stopDiagnosis'> {
  const running = new Map<string, AbortController>();
  return {
    'connection.diagnose': async ({ diagnosisId, target, metadata }) => {
      const controller = new AbortController();
      running.set(diagnosisId, controller);
      try {
        return await (await held()).engine.diagnose(target, {
          metadata,
          signal: AbortSignal.any([page.signal, controller.signal]),
          onStep: (step) => shell.diagnosisStep({ diagnosisId, step }),
        });
      } finally {
        running.delete(diagnosisId);
      }
    },
    'connection.stopDiagnosis': ({ diagnosisId }) => {
      running.get(diagnosisId)?.abort(new Failure('cancelled', 'The diagnosis was stopped'));
      return null;
    },
  };
}

function readingHandlers(
  held: () => Promise<HeldEngine>,
  shell: ShellServices,
): Pick<Handlers, 'schema.read' | 'schema.cancel'> {
  const reading = new Map<string, AbortController>();
  return {
    'schema.read': async ({ schema, refresh, readId }) => {
      const { engine } = await held();
      if (readId === undefined) return (await engine.schema(schema, refresh)).summary;
      const controller = new AbortController();
      reading.set(readId, controller);
      try {
        const read = await engine.schema(schema, refresh, {
          signal: controller.signal,
          onProgress: (phase, done, total) => shell.schemaProgress({ readId, phase, done, total }),
        });
        return read.summary;
      } finally {
        if (reading.get(readId) === controller) reading.delete(readId);
      }
    },
    'schema.cancel': ({ readId }) => {
      reading.get(readId)?.abort(new Failure('cancelled', 'Reading the schema was stopped'));
      return null;
    },
  };
}

function shellHandlers(
  shell: ShellServices,
  page: PageLife,
): Omit<Handlers, EngineCommand | HistoryCommand | TextCommand | HealthCommand | WorkspaceCommand> {
  return {
    'app.start': () => {
      page.beginAnew();
      return shell.appStart();
    },
    'app.ready': () => done(shell.windowReady()),
    'session.save': ({ session }) => done(shell.saveSession(session)),
    'settings.save': ({ settings }) => done(shell.saveSettings(settings)),
    'servers.save': ({ servers }) => done(shell.saveServers(servers)),
    'settings.setProxyPassword': ({ proxy, password }) =>
      done(shell.setProxyPassword(proxy, password)),
    'window.open': ({ workspace }) => done(shell.openWindow(workspace)),
    'window.close': () => done(shell.closeWindow()),
    'window.ask': () => done(shell.waitForAnswer()),
    'window.stay': () => done(shell.stayOpen()),
    'menu.enable': ({ commands }) => done(shell.enableCommands(commands)),
    'app.quit': () => done(shell.quit()),
    'app.diagnostics': () => shell.diagnostics(),
    'app.showLog': () => done(shell.showLog()),
    'samples.start': () => shell.startSample(),
    'dialogs.choosePaths': (wish) => shell.choosePaths(wish),
    'clipboard.write': ({ text }) => done(shell.writeClipboard(text)),
  };
}

/** The answer to what has been done and has none. */
function done(_nothing: unknown): null {
  return null;
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
