import type {
  ConnectionState,
  Events,
  SchemaRef,
  StartCall,
  TargetSettings,
} from '#app/contract/index.ts';
import { Failure } from '#app/contract/result.ts';
import { parseDeadline } from '#app/core/deadline.ts';
import { checkMetadata } from '#app/core/metadata.ts';
import { Call, type CallOptions } from './calls/call.ts';
import { LiveCalls } from './calls/live-calls.ts';
import { ChannelPool } from './channels/pool.ts';
import type { Schema } from './schema/schema.ts';
import { SchemaCache } from './schema/schema-cache.ts';

export type { Call } from './calls/call.ts';
export type { CallEvent } from './calls/call-event.ts';
export type { LiveCalls } from './calls/live-calls.ts';
export { toTimelineEvent } from './calls/present.ts';
export type { Method } from './schema/registry.ts';
export type { Schema } from './schema/schema.ts';

/** What the engine is given from outside. */
export interface EngineDeps {
  /** Folder against which relative paths of `.proto` files are resolved. */
  readonly cwd: string;
  /** Hears each change of a connection's state. */
  readonly onConnection: (state: ConnectionState) => void;
  /** Hears how the live calls go on; see `Events['calls.progress']`. */
  readonly onProgress: (progress: Events['calls.progress']) => void;
}

/** A call as composed; everything in it is still text. */
export type ComposedCall = Omit<StartCall, 'callId'>;

/**
 * The engine: schemas, channels and calls. Window, command line, tests and benchmarks use this and
 * nothing below it. Whoever made it closes it.
 */
export interface Engine {
  /** Connects a target and tells how it went. Throws a usage `Failure` for a bad address. */
  connect(target: TargetSettings): Promise<ConnectionState>;
  /** Reads a schema or gives the one already read; `refresh` reads again. Rejects with a `Failure`. */
  schema(ref: SchemaRef, refresh?: boolean): Promise<Schema>;
  /** Checks all that was composed, then calls. Rejects with a `Failure` before anything is sent. */
  call(composed: ComposedCall, onEvent: CallOptions['onEvent']): Promise<Call>;
  /** The same for a call that is held and logged under an id. */
  startLive(request: StartCall): Promise<ReturnType<LiveCalls['start']>>;
  readonly live: LiveCalls;
  /** Cancels the live calls and closes all channels. */
  close(): void;
}

export function createEngine(deps: EngineDeps): Engine {
  const channels = new ChannelPool(deps.onConnection);
  const schemas = new SchemaCache((target) => channels.get(target).open(), deps.cwd);
  const live = new LiveCalls(deps.onProgress);

  /** The story of a request: resolve, schema, channel, call; recording is the caller's log. */
  async function prepare(composed: ComposedCall): Promise<Omit<CallOptions, 'onEvent'>> {
    const { target } = composed.schema;
    if (target === null) throw new Failure('usage', 'A call needs a server', 'Give its address');
    const channel = channels.get(target);
    checkMetadata(composed.metadata);
    const deadlineMs = parseDeadline(composed.deadline);
    const schema = await schemas.read(composed.schema);
    const method = schema.method(composed.method);
    const sendsOne = method.kind === 'unary' || method.kind === 'server-streaming';
    const payload = sendsOne
      ? schema.codec(method.input).encode(composed.message ?? '{}')
      : undefined;
    return {
      channel,
      schema,
      method,
      metadata: composed.metadata,
      ...(deadlineMs !== undefined && { deadlineMs }),
      ...(payload && { payload }),
    };
  }

  return {
    connect: async (target) => channels.get(target).connect(),
    schema: (ref, refresh) => schemas.read(ref, refresh),
    call: async (composed, onEvent) => new Call({ ...(await prepare(composed)), onEvent }),
    startLive: async ({ callId, ...composed }) => live.start(callId, await prepare(composed)),
    live,
    close() {
      live.releaseAll();
      channels.close();
    },
  };
}
