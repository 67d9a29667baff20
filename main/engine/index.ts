import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type {
  ConnectionState,
  Diagnosis,
  SchemaRef,
  StartCall,
  TargetSettings,
  TlsFaults,
  TlsSettings,
} from '#app/contract/index.ts';
import { Failure } from '#app/contract/result.ts';
import type { ProxyChoice } from '#app/contract/settings.ts';
import { checkTransport } from '#app/core/check-transport.ts';
import { parseDeadline } from '#app/core/deadline.ts';
import { type Face, windowFace } from '#app/core/face.ts';
import { checkMetadata } from '#app/core/metadata.ts';
import { withoutSecrets } from '#app/core/target.ts';
import { mergeOptions } from '#app/core/transport-options.ts';
import type { Call } from './calls/call.ts';
import { callDeadline } from './calls/call-deadline.ts';
import type { OnEvent } from './calls/call-event.ts';
import type { CallOptions } from './calls/call-options.ts';
import { Decoder } from './calls/decoder/decoder.ts';
import { Histories } from './calls/history/histories.ts';
import type { HistoryBounds } from './calls/history/history.ts';
import type { Keeping } from './calls/keeping.ts';
import { RecentTexts, type SharedTexts } from './calls/large-text/message-texts.ts';
import { ownWriter } from './calls/large-text/own-writer.ts';
import { type Listener, LiveCalls } from './calls/live-calls.ts';
import { onlyPayload } from './calls/only-payload.ts';
import { RunningCalls } from './calls/running-calls.ts';
import { ThreadWriter } from './calls/text-thread/thread-writer.ts';
import type { OnUnusable } from './channels/environment-files.ts';
import type { ChannelDefaults } from './channels/options-in-force.ts';
import { ChannelPool } from './channels/pool.ts';
import { tlsFaults } from './channels/tls-faults.ts';
import type { JsonForm } from './codec/json-form.ts';
import { parseJson } from './codec/json-text.ts';
import { type DiagnoseOptions, diagnose } from './doctor/diagnose.ts';
import { createHealth, type Health } from './health/health.ts';
import type { StartHealthCall } from './health/health-call.ts';
import { healthSchema } from './health/health-schema.ts';
import { type KeptReadings, TreeReader } from './schema/proto-files/proto-reader.ts';
import { ThreadReader } from './schema/reader-thread/thread-reader.ts';
import { reflectionOptions } from './schema/reflection/reflection-options.ts';
import type { Method } from './schema/registry.ts';
import type { Schema } from './schema/schema.ts';
import { SchemaCache } from './schema/schema-cache.ts';
import type { Following } from './schema/shared-reading.ts';

export type { Call } from './calls/call.ts';
export type { CallEvent, MessageCallEvent } from './calls/call-event.ts';
export type { Listener, LiveCalls } from './calls/live-calls.ts';
export { valueSource } from './calls/player/made-messages.ts';
export type { PlayedMessage } from './calls/player/play-source.ts';
export { Player } from './calls/player/player.ts';
export { Rhythm } from './calls/player/rhythm.ts';
export { bytesLine, messageLine, timelineLine } from './calls/timeline-line.ts';
export type { JsonForm } from './codec/json-form.ts';
export type { CallCodecs, MessageCodec } from './codec/message-codec.ts';
export { printJson } from './codec/print-json.ts';
export { isTooLong, tooLongText } from './codec/too-long.ts';
export type { UnknownFields } from './codec/unknown-fields.ts';
export { wireText } from './codec/wire-text.ts';
export type { Health } from './health/health.ts';
export type { HealthQuery } from './health/health-call.ts';
export type { KeptReadings } from './schema/proto-files/proto-reader.ts';
export type { Method } from './schema/registry.ts';
export type { Schema } from './schema/schema.ts';
export type { FolderWorkspace } from './workspace/folder-workspace.ts';
export { openWorkspace } from './workspace/open-workspace.ts';
export { secretValues } from './workspace/secret-values.ts';

/** What the engine is given from outside. */
export interface EngineDeps {
  /** Folder against which relative paths of `.proto` files are resolved. */
  readonly cwd: string;
  /** Hears each change of a connection's state. */
  readonly onConnection: (state: ConnectionState) => void;
  /**
   * Hears when files behind a schema that was read have changed, without the secrets of its target and
   * without metadata; without it, nothing is watched.
   */
  readonly onSchemaChanged?: (ref: SchemaRef) => void;
  /** Where readings of `.proto` files leave something for later processes; without it, nowhere. */
  readonly keptReadings?: KeptReadings;
  /** The face that its sentences are read in; the window without it. */
  readonly face?: Face;
  /** Starts the thread that reads `.proto` files; without it, they are read in this one. */
  readonly startReader?: () => Worker;
  /** About so long a connection stays that nobody uses; a minute without it. */
  readonly idleMs?: number;
  /** Hears of files that the environment names for TLS and that cannot be used, each time; without it, the failure that comes of it says so. */
  readonly onUnusable?: OnUnusable;
  /** Starts a thread that filters and writes timelines, or writes large messages; without it, this one does. */
  readonly startDecoder?: () => Worker;
}

/** Bounds in bytes; a change applies to the calls that are started from then on. */
interface Limits extends Keeping {
  /** Of one received message, inflated; a call that gets a larger one ends with RESOURCE_EXHAUSTED. */
  readonly maxReceiveBytes: number;
  /** Of all calls in a history; 200, 2 GB and 30 days without it. */
  readonly history?: HistoryBounds;
}

/** What a person chose of the engine. */
export interface EngineSettings extends Limits {
  /** How the messages of held calls are shown, from then on; canonical JSON without it. */
  readonly shownAs?: JsonForm;
  /** How connections reach servers whose own options do not say; as the environment says without it. */
  readonly proxy?: ProxyChoice;
  /** Of proxies whose address has a user and no password, wherever it comes from; by `proxyText`. */
  readonly proxyPasswords?: ReadonlyMap<string, string>;
}

const proxyOfEnvironment: ProxyChoice = { mode: 'environment', url: '', noProxy: '' };

const defaultSettings: EngineSettings = {
  maxReceiveBytes: 512 * 1024 * 1024,
  keptBytes: 256 * 1024 * 1024,
};

const noSources = { protos: [], importPaths: [], descriptorSets: [], reflection: false };

/** A call as composed; everything in it is still text, unless its one message was encoded already. */
export type ComposedCall = Omit<StartCall, 'callId'> & { readonly payload?: Buffer };

/**
 * The engine: schemas, channels and calls. Window, command line, tests and benchmarks use this and
 * nothing below it. Whoever made it closes it.
 */
export interface Engine {
  /** Connects a target and tells how it went. Throws a usage `Failure` for a bad address. */
  connect(target: TargetSettings): Promise<ConnectionState>;
  /** Lets go of a target's connection, until it is wanted again; calls on it go on to their end. */
  disconnect(target: TargetSettings): void;
  /**
   * Why a target does or does not connect, step by step. Rejects with a usage `Failure` for settings
   * that cannot be used, or with the signal's reason; what fails on the way is a step, not an error.
   */
  diagnose(target: TargetSettings, options?: DiagnoseOptions): Promise<Diagnosis>;
  /** What {@link Engine.connect} would say of the files that TLS settings name, by the setting. */
  tlsFaults(tls: TlsSettings): Promise<TlsFaults>;
  /**
   * The targets, by `targetKey`, that stay connected, called or not, until the signal is aborted or others are given
   * for it. Those that nobody uses are let go of a while after their last call.
   */
  use(targets: readonly string[], signal: AbortSignal): void;
  /** The states of the connections that stand. */
  connected(): readonly ConnectionState[];
  /** Whom a connection to the target that is being made waits for; `undefined` when none is. */
  waitsFor(target: TargetSettings): Failure | undefined;
  /**
   * Reads a schema or gives the one already read; `refresh` reads again. Rejects with a `Failure`, or
   * with the reason of the signal. A reading is stopped when all who follow it have given it up.
   */
  schema(ref: SchemaRef, refresh?: boolean, following?: Following): Promise<Schema>;
  /** Checks all that was composed, then calls. Rejects with a `Failure` before anything is sent. */
  call(composed: ComposedCall, onEvent: OnEvent): Promise<Call>;
  /** A set of calls that are held and logged under ids for one listener. Whoever asked closes it. */
  holdCalls(listener: Listener): LiveCalls;
  /** How servers say they are: grpc.health.v1. */
  readonly health: Health;
  /** What holds from then on; without it, 512 MB and 256 MB, and a proxy where the environment names one. */
  configure(settings: EngineSettings): void;
  /** Cancels all calls and closes all sets of them, then all channels; stops reading. */
  close(): Promise<void>;
}

export function createEngine(deps: EngineDeps): Engine {
  let settings = defaultSettings;
  let defaults = channelDefaults(settings);
  const { face = windowFace, idleMs, onUnusable } = deps;
  const channels = new ChannelPool(deps.onConnection, () => defaults, face, idleMs, onUnusable);
  const reader = protoReader(deps);
  const schemas = schemaCache(deps, channels, reader);
  const held = new Set<LiveCalls>();
  const shownAs = (): JsonForm => settings.shownAs ?? {};
  const histories = new Histories(() => settings.history, shownAs);
  const running = new RunningCalls();
  const decoder = new Decoder(deps.startDecoder);
  const closing = new AbortController();
  const texts = sharedTexts(deps.startDecoder);

  /**
   * The story of a request: resolve, schema, channel, call; to `begin` it, and the log, is the caller's. A schema
   * that is known wins over that of the request.
   */
  async function prepared<T>(
    composed: ComposedCall,
    begin: (options: CallOptions) => T,
    known?: Schema,
  ): Promise<T> {
    const { target } = composed.schema;
    if (target === null) throw new Failure('usage', 'A call needs a server', 'Give its address');
    const channel = channels.get(target);
    checkMetadata(composed.metadata);
    const transport = mergeOptions(target.options, composed.options);
    checkTransport(transport, parseJson);
    const checking = channel.check(transport);
    if (checking !== undefined) await checking;
    const givenMs = parseDeadline(composed.deadline);
    const schema = known ?? schemas.known(composed.schema) ?? (await schemas.read(composed.schema));
    const method = schema.methodToCall(composed.method);
    const deadline = callDeadline(givenMs, transport, method.path);
    const first = composed.payload ?? firstPayload(schema, method, composed.message);
    // Most calls have nothing to wait for, and do not pay for it.
    const payload = first instanceof Promise ? await first : first;
    const { metadata } = composed;
    return begin({ channel, schema, method, metadata, transport, deadline, payload });
  }

  const startHealth: StartHealthCall = async ({ target, method, service, ...call }, onEvent) => {
    const composed = {
      ...call,
      schema: { target, sources: noSources },
      method: `grpc.health.v1.Health/${method}`,
      message: method === 'List' ? '{}' : JSON.stringify({ service }),
    };
    return prepared(composed, (options) => running.begin(options, onEvent), healthSchema());
  };

  return {
    connect: async (target) => channels.get(target).connect(target.options ?? {}),
    disconnect: (target) => channels.get(target).disconnect(),
    diagnose: async (settings, options = {}) =>
      diagnose({ settings, channel: channels.get(settings), startHealth }, options),
    tlsFaults: (tls) => tlsFaults(tls, face),
    use: (targets, signal) => channels.use(targets, signal),
    connected: () => channels.connected(),
    waitsFor: (target) => channels.get(target).waitsFor(),
    schema: (ref, refresh, following) => schemas.read(ref, refresh, following),
    call: (composed, onEvent) => prepared(composed, (options) => running.begin(options, onEvent)),
    holdCalls(listener) {
      const calls = new LiveCalls(listener, {
        prepare: (composed) => prepared(composed, (options) => options),
        limits: () => settings,
        history: listener.folder === undefined ? undefined : histories.in(listener.folder),
        decoder,
        form: shownAs,
        texts,
      });
      held.add(calls);
      return calls;
    },
    health: createHealth(startHealth, closing.signal),
    configure(changed) {
      settings = changed;
      defaults = channelDefaults(changed);
    },
    async close() {
      closing.abort();
      schemas.close();
      running.cancel('because Duplex was closed');
      await Promise.all(
        [reader, texts.writer, texts.checker, histories, ...held].map((open) => open.close()),
      );
      await decoder.close();
      // The resets of cancelled calls leave in the loop's next turn, which a process that ends at once has not.
      await setImmediate();
      channels.close();
    },
  };
}

/** The one payload of a method that takes one message. */
function firstPayload(
  schema: Schema,
  method: Method,
  message = '{}',
): Promise<Buffer> | Buffer | undefined {
  const sendsOne = method.kind === 'unary' || method.kind === 'server-streaming';
  return sendsOne ? schema.knowing(() => onlyPayload(schema, method, message)) : undefined;
}

/** What holds for connections whose own options do not say. */
function channelDefaults({
  maxReceiveBytes,
  proxy,
  proxyPasswords,
}: EngineSettings): ChannelDefaults {
  return {
    transport: { maxReceiveBytes },
    proxy: proxy ?? proxyOfEnvironment,
    proxyPasswords: proxyPasswords ?? new Map(),
  };
}

function schemaCache(
  { cwd, onSchemaChanged }: EngineDeps,
  channels: ChannelPool,
  reader: TreeReader | ThreadReader,
): SchemaCache {
  return new SchemaCache({
    open: (target, signal) =>
      channels.get(target).open(undefined, signal, reflectionOptions(target.options)),
    cwd,
    reader,
    onChanged: onSchemaChanged && ((ref) => onSchemaChanged(tellable(ref))),
  });
}

function protoReader({ startReader, keptReadings }: EngineDeps): TreeReader | ThreadReader {
  return startReader === undefined ? new TreeReader(keptReadings) : new ThreadReader(startReader);
}

/** What the windows share for the texts of large messages. */
function sharedTexts(start: EngineDeps['startDecoder']): SharedTexts {
  const writer = () => (start === undefined ? ownWriter : new ThreadWriter(start));
  return {
    writer: writer(),
    checker: writer(),
    recent: new RecentTexts(),
  };
}

/** Which schema it is, without what is nobody else's business. */
function tellable({ sources, target }: SchemaRef): SchemaRef {
  return { sources, target: target && withoutSecrets(target) };
}
