import * as v from 'valibot';
import type { AppStart } from './app-start.ts';
import { type CallCommands, callInputs } from './call-commands.ts';
import {
  type ExportNews,
  type FilterCommands,
  type FoundNews,
  filterInputs,
} from './call-filter.ts';
import { type CallSummary, callId, type MetadataPairs, type TimelineRow } from './calls.ts';
import { type CommandId, commandIds } from './command-table.ts';
import type { Definition, MessageDoc, SourceText, SymbolMatches } from './definition.ts';
import type { Diagnosis, DiagnosisStep } from './diagnosis.ts';
import { type HealthQuestion, healthQuestion, type ServiceHealth } from './health.ts';
import { type HistoryCommands, historyInputs } from './history.ts';
import { type KnownServer, knownServer, mostKnownServers } from './known-servers.ts';
import { type TextCommands, type TextEvents, textInputs } from './message-text.ts';
import type { MethodShape } from './method-shape.ts';
import type { AppError, Result } from './result.ts';
import { type ReadPhase, type SchemaRef, type SchemaSummary, schemaRef } from './schema.ts';
import { mostRequests, type Session, session } from './session.ts';
import { type Settings, settings } from './settings.ts';
import {
  type ConnectionState,
  longestAddress,
  type TargetSettings,
  type TlsFaults,
  type TlsSettings,
  targetSettings,
  tlsSettings,
} from './target.ts';
import type { Workspace, WorkspaceMove } from './workspace.ts';
import { folderPath, type WorkspaceCommands, workspaceInputs } from './workspace-commands.ts';

interface Connected {
  readonly connection: ConnectionState;
  readonly recentAddresses: readonly string[];
}

type Empty = Record<string, never>;

/** With it, the schema that this call began with and keeps. */
interface OfCall {
  readonly callId?: string | undefined;
}

/** Every request a window may make of the main process. The answer is always a `Result`. */
interface Commands
  extends CallCommands,
    FilterCommands,
    HistoryCommands,
    TextCommands,
    WorkspaceCommands {
  'app.start': { input: Empty; output: AppStart };
  /** The window has drawn itself and can be used. */
  'app.ready': { input: Empty; output: null };
  /** Keeps what is open for the next start; asked for within a second of each change. */
  'session.save': { input: { session: Session }; output: null };
  /** Keeps what was chosen and tells every window. */
  'settings.save': { input: { settings: Settings }; output: null };
  /**
   * Of the proxy that `http://user@host:port` names; empty takes it back. It is kept in memory, for all
   * windows, and goes to that proxy alone.
   */
  'settings.setProxyPassword': { input: { proxy: string; password: string }; output: null };
  /** Keeps what is chosen for these servers, in the place of what was, and tells the other windows. */
  'servers.save': { input: { servers: readonly KnownServer[] }; output: null };
  /** Opens another window, with what the last one closed had open, on a workspace's folder if named. */
  'window.open': { input: { workspace?: string | undefined }; output: null };
  /** The answer to `window.closing`: everything is kept, the window may go. */
  'window.close': { input: Empty; output: null };
  /** The person is being asked: the answer may take its time. */
  'window.ask': { input: Empty; output: null };
  /** The other answer: the person thought better of it. */
  'window.stay': { input: Empty; output: null };
  /** Which commands of the menu can be run in this window now. */
  'menu.enable': { input: { commands: readonly CommandId[] }; output: null };
  /** Closes every window, asking where a stream is open, and ends. */
  'app.quit': { input: Empty; output: null };
  /** Versions and the last of the log, without secrets, for a person who reports a fault. */
  'app.diagnostics': { input: Empty; output: string };
  /** Shows the log file in the system's file manager. */
  'app.showLog': { input: Empty; output: null };
  /** Starts the bundled sample server, or finds it running; answers with its address. */
  'samples.start': { input: Empty; output: string };
  /** Opens (or finds) the target's channel and tells how it went; a failure is a state, not an error. */
  'targets.connect': { input: { target: TargetSettings }; output: Connected };
  /** Lets go of a connection; calls on it go on to their end. */
  'targets.disconnect': { input: { target: TargetSettings }; output: null };
  /**
   * Which targets, by `targetKey`, the page uses from now on: they stay connected. Those that no page uses are let go of
   * a while after their last call.
   */
  'targets.use': { input: { targets: readonly string[] }; output: null };
  /** The connections that stand, for a page that begins anew. */
  'targets.connected': { input: Empty; output: readonly ConnectionState[] };
  /** Keeps an address that worked; answers with all, the most recent first. */
  'targets.remember': { input: { address: string }; output: readonly string[] };
  /** What is wrong with the files that TLS settings name, as connecting would say it. */
  'targets.tlsFaults': { input: { tls: TlsSettings }; output: TlsFaults };
  /**
   * Why a target does or does not connect; each step is told as it ends, under an id made by who asks.
   * What fails on the way is a step, not an error.
   */
  'connection.diagnose': {
    input: { diagnosisId: string; target: TargetSettings; metadata: MetadataPairs };
    output: Diagnosis;
  };
  /** Gives a diagnosis up, which then fails as cancelled; nothing when it is over. */
  'connection.stopDiagnosis': { input: { diagnosisId: string }; output: null };
  /**
   * Reads a schema, or gives the one already read. `refresh` reads it again. With a `readId`, made by
   * who asks, progress is told and the reading can be cancelled.
   */
  'schema.read': {
    input: { schema: SchemaRef; refresh: boolean; readId?: string | undefined };
    output: SchemaSummary;
  };
  /** Nobody waits for this reading any more: it fails as `cancelled`, unless it has ended. */
  'schema.cancel': { input: { readId: string }; output: null };
  /** `.proto` text of a service, method, message, enum or field. */
  'schema.describe': { input: { schema: SchemaRef; symbol: string }; output: string };
  /**
   * Services, methods and types by parts of their names, best first; an empty query gives methods
   * first, in order.
   */
  'schema.symbols': {
    input: { schema: SchemaRef; query: string; limit: number } & OfCall;
    output: SymbolMatches;
  };
  /** One symbol with its text, what that refers to and what uses it; a method in either form. */
  'schema.definition': { input: { schema: SchemaRef; symbol: string }; output: Definition };
  /** The fields of a message and what their values must be. */
  'schema.message': { input: { schema: SchemaRef; type: string } & OfCall; output: MessageDoc };
  /**
   * The text of a file of the schema or of one of its diagnostics, by its import name or absolute
   * path. Any other file is refused.
   */
  'schema.sourceText': { input: { schema: SchemaRef; file: string }; output: SourceText };
  /** A first message of a type as indented JSON. */
  'schema.skeleton': { input: { schema: SchemaRef; type: string } & OfCall; output: string };
  /** What each method (`pkg.Service/Method`) takes and returns; `null` for one that is not there. */
  'schema.shapes': {
    input: { schema: SchemaRef; methods: readonly string[] };
    output: readonly (MethodShape | null)[];
  };
  /**
   * How the server as a whole is, then each service that is asked about and those that the server
   * itself lists. Fails when the server as a whole does not answer.
   */
  'health.survey': { input: HealthQuestion; output: readonly ServiceHealth[] };
  /**
   * Tells by `health.changed` how the server as a whole and each service are, and each change. It
   * answers when that is over: at `health.stop`, or when every service has said its last word.
   */
  'health.watch': { input: HealthQuestion & { watchId: string }; output: null };
  'health.stop': { input: { watchId: string }; output: null };
  /**
   * Asks the person for files or folders; an empty list when they think better of it. `export` is a file to be
   * written, for which `path` is proposed.
   */
  'dialogs.choosePaths': {
    input: {
      choose: 'protos' | 'folder' | 'folders' | 'certificate' | 'export';
      path?: string | undefined;
    };
    output: readonly string[];
  };
  'clipboard.write': { input: { text: string }; output: null };
}

export type CommandName = keyof Commands;
export type CommandInput<Name extends CommandName> = Commands[Name]['input'];
export type CommandOutput<Name extends CommandName> = Commands[Name]['output'];
export type CommandResult<Name extends CommandName> = Result<CommandOutput<Name>>;

/** Everything the main process tells a window unasked. */
export interface Events extends TextEvents {
  'targets.changed': ConnectionState;
  /** A step of a diagnosis has ended. */
  'connection.step': { readonly diagnosisId: string; readonly step: DiagnosisStep };
  /**
   * A call went on. Sent at most some 15 times a second for each call, soon after its start, at once for the first
   * change after a quiet time and for the end. `tail` holds the newest rows (at most 100), ending at `summary.events - 1`.
   */
  'calls.progress': { readonly summary: CallSummary; readonly tail: readonly TimelineRow[] };
  /** A filter found something, or came further; as often as `calls.progress`, the last one always. */
  'calls.found': FoundNews;
  /** An export came further; as often as `calls.progress`, the last one always. */
  'calls.exported': ExportNews;
  /** How far a reading has come; at most some 10 times a second. `total` may still grow. */
  'schema.progress': {
    readonly readId: string;
    readonly phase: ReadPhase;
    readonly done: number;
    readonly total: number;
  };
  /**
   * Files behind a schema that was read have changed: the next reading gives the new one without
   * `refresh`, and reads only what has changed. It names no secrets: neither those of the target nor metadata.
   */
  'schema.changed': { readonly schema: SchemaRef };
  /** Something in the workspace of this window is other than it was. */
  'workspace.changed': Workspace;
  /** Before that: something in it has another path now, whoever moved it. */
  'workspace.moved': WorkspaceMove;
  /** What a watch heard of one service. */
  'health.changed': { readonly watchId: string; readonly health: ServiceHealth };
  /** A person chose it in the menu. */
  'commands.run': { readonly id: CommandId };
  /** A person chose this workspace in the menu. */
  'workspace.chosen': { readonly folder: string };
  'settings.changed': Settings;
  /** Something else is chosen for these servers, in another window; nothing for one that says nothing. */
  'servers.changed': readonly KnownServer[];
  /**
   * The window is to close, and waits for `window.close` or `window.stay`, soon unless told
   * `window.ask`. `ask`: a person wants it,
   * who is asked first where a stream is open; else the wish comes from the system.
   */
  'window.closing': { readonly ask: boolean };
  /** Something failed inside of Duplex that nobody was waiting for. */
  'app.fault': AppError;
}

export type EventName = keyof Events;

const empty = v.strictObject({});
const readId = v.pipe(v.string(), v.maxLength(100));
const watchId = v.pipe(v.string(), v.maxLength(100));
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the border accepts: every payload is checked against its schema before a handler sees it. */
export const commandInputs = {
  'app.start': empty,
  'app.ready': empty,
  'session.save': v.object({ session }),
  'settings.save': v.object({ settings }),
  'settings.setProxyPassword': v.object({
    proxy: v.pipe(v.string(), v.maxLength(longestAddress)),
    password: v.pipe(v.string(), v.maxLength(longestAddress)),
  }),
  'servers.save': v.object({
    servers: v.pipe(v.array(knownServer), v.maxLength(mostKnownServers)),
  }),
  'window.open': v.object({ workspace: v.optional(folderPath) }),
  'window.close': empty,
  'window.ask': empty,
  'window.stay': empty,
  'menu.enable': v.object({ commands: v.array(v.picklist(commandIds)) }),
  'app.quit': empty,
  'app.diagnostics': empty,
  'app.showLog': empty,
  'samples.start': empty,
  'targets.connect': v.object({ target: targetSettings }),
  'targets.disconnect': v.object({ target: targetSettings }),
  'targets.use': v.object({ targets: v.pipe(v.array(v.string()), v.maxLength(1000)) }),
  'targets.connected': empty,
  'targets.remember': v.object({ address: targetSettings.entries.address }),
  'targets.tlsFaults': v.object({ tls: tlsSettings }),
  'connection.diagnose': v.object({
    diagnosisId: callId,
    target: targetSettings,
    metadata: v.array(v.tuple([v.string(), v.string()])),
  }),
  'connection.stopDiagnosis': v.object({ diagnosisId: callId }),
  'schema.read': v.object({
    schema: schemaRef,
    refresh: v.boolean(),
    readId: v.optional(readId),
  }),
  'schema.cancel': v.object({ readId }),
  'schema.describe': v.object({ schema: schemaRef, symbol: v.string() }),
  'schema.symbols': v.object({
    schema: schemaRef,
    query: v.pipe(v.string(), v.maxLength(1000)),
    limit: v.pipe(wholeNumber, v.maxValue(200)),
    callId: v.optional(callId),
  }),
  'schema.definition': v.object({ schema: schemaRef, symbol: v.string() }),
  'schema.message': v.object({
    schema: schemaRef,
    type: v.string(),
    callId: v.optional(callId),
  }),
  'schema.sourceText': v.object({ schema: schemaRef, file: v.string() }),
  'schema.skeleton': v.object({
    schema: schemaRef,
    type: v.string(),
    callId: v.optional(callId),
  }),
  'schema.shapes': v.object({
    schema: schemaRef,
    methods: v.pipe(v.array(v.string()), v.maxLength(mostRequests)),
  }),
  ...callInputs,
  ...filterInputs,
  ...historyInputs,
  ...textInputs,
  'health.survey': healthQuestion,
  'health.watch': v.object({ ...healthQuestion.entries, watchId }),
  'health.stop': v.object({ watchId }),
  ...workspaceInputs,
  'dialogs.choosePaths': v.object({
    choose: v.picklist(['protos', 'folder', 'folders', 'certificate', 'export']),
    path: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
  }),
  'clipboard.write': v.object({ text: v.string() }),
} satisfies { readonly [Name in CommandName]: v.GenericSchema<unknown, CommandInput<Name>> };
