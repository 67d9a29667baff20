import type { AppError } from '#app/contract/result.ts';
import type { ConnectionState, TargetSettings } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import { addressFault } from './address-fault.ts';
import {
  activeTarget,
  chosenTarget,
  targetFaultOfTab,
  targetsInUse,
} from './connection.selectors.ts';
import type { KnownTargets } from './known-targets.ts';
import { targetTexts } from './resolved-target.ts';
import { createServerKeeping, type ServerKeeping } from './server-keeping.ts';
import type { ServerOptions } from './server-options.ts';
import { draftOf, settingsOf, type TargetDraft } from './target-draft.ts';
import { createTargetEditing, type TargetEditing } from './target-editing.ts';
import { createTlsChecking, type TlsChecking } from './tls-checking.ts';
import { createTlsProfiles, type TlsProfiles } from './tls-profiles.ts';

export interface ConnectionSlice extends TargetEditing, ServerKeeping, TlsProfiles, TlsChecking {
  /** What tabs inherit until they have a target of their own. */
  readonly workspaceTarget: TargetDraft;
  readonly knownTargets: KnownTargets;
  readonly serverOptions: ServerOptions;
  /** By `targetKey`; a target that is missing was never connected to. */
  readonly connections: { readonly [key: string]: ConnectionState };
  readonly recentAddresses: readonly string[];

  /** Connects to an address that was picked, not typed. */
  connectTo(address: string): Promise<void>;
  connect(): Promise<void>;
  /** Lets go of the connection; calls on it go on to their end. */
  disconnect(): Promise<void>;
  /** Connects where there is no connection; why that failed, else `undefined`. */
  reach(target: TargetSettings): Promise<AppError | undefined>;
  /** What a call makes of a target's connection is shown, also where connecting was given up before. */
  expectConnection(target: TargetSettings): void;
  /** Waits no longer for a target that is being connected to: what comes of it is not shown. */
  stopConnecting(target: TargetSettings): void;
  /** Shows connections that stand already, with their schemas: a page that was loaded anew. */
  resumeConnections(): Promise<void>;
  refreshSchema(): Promise<void>;
  connectionChanged(connection: ConnectionState): void;
}

export function createConnectionSlice({ set, get, bridge }: SliceTools): ConnectionSlice {
  /** The newest attempt to connect, by `targetKey`; `null` once it was given up. */
  const attempts = new Map<string, symbol | null>();

  function put(connection: ConnectionState): void {
    set(({ connections }) => ({ connections: { ...connections, [connection.key]: connection } }));
  }

  function stopConnecting(target: TargetSettings): void {
    const key = targetKey(target);
    const { [key]: connection, ...others } = get().connections;
    if (connection?.state !== 'connecting') return;
    attempts.set(key, null);
    set({ connections: others });
  }

  /** Nothing was lost that was in use. */
  function forget(key: string): void {
    const { [key]: _left, ...others } = get().connections;
    set({ connections: others });
  }

  async function open(target: TargetSettings): Promise<void> {
    const key = targetKey(target);
    const fault = addressFault(target);
    if (fault !== undefined) return put(failed(key, fault));
    const attempt = Symbol(key);
    attempts.set(key, attempt);
    put({ key, state: 'connecting' });
    const result = await bridge.invoke('targets.connect', { target });
    if (attempts.get(key) !== attempt) return;
    if (!result.ok) return put(failed(key, result.error));
    put(result.value.connection);
    set({ recentAddresses: result.value.recentAddresses });
  }

  const editing = createTargetEditing({ set, get });
  return {
    workspaceTarget: draftOf({ address: '' }),
    knownTargets: [],
    serverOptions: [],
    connections: {},
    recentAddresses: [],
    ...editing,
    ...createServerKeeping({ set, get, bridge }),
    ...createTlsProfiles({ set, get }, editing.editTarget),
    ...createTlsChecking({ set, get, bridge }),
    connectionChanged(connection) {
      const { key } = connection;
      if (attempts.get(key) === null) return;
      const used = targetsInUse(get()).get(key);
      if (used === undefined && connection.state === 'not-connected') return forget(key);
      const target = isNews(get().connections[key], connection) && used;
      put(connection);
      if (target === undefined || target === false) return;
      void get().readSchema(target, false);
      void remember({ set, bridge }, target);
    },
    expectConnection(target) {
      const key = targetKey(target);
      if (attempts.get(key) === null) attempts.delete(key);
    },
    stopConnecting,
    async reach(target) {
      const key = targetKey(target);
      if (get().connections[key]?.state === 'connected') return undefined;
      await open(target);
      const connection = get().connections[key];
      if (connection?.state !== 'connected') return unreachable(target, connection);
      void get().readSchema(target, false);
      return undefined;
    },
    connectTo(address) {
      get().setAddress(address);
      return get().connect();
    },
    async connect() {
      const ready = askForTarget(get());
      if (ready !== true && !(await ready)) return;
      const target = settingsOf(activeTarget(get()));
      const fault = targetFaultOfTab(get(), get().activeTab);
      if (fault !== undefined) return put(failed(targetKey(target), fault));
      const before = get().connections[targetKey(target)]?.state;
      if (before === 'connecting') return;
      await open(target);
      await get().readSchema(target, before === 'connected');
    },
    async disconnect() {
      await bridge.invoke('targets.disconnect', { target: settingsOf(activeTarget(get())) });
    },
    resumeConnections: () => resumeConnections({ get, bridge }, put),
    refreshSchema: () => get().readSchema(settingsOf(activeTarget(get())), true),
  };
}

/** An address that worked without anybody having pressed Connect. */
async function remember(
  { set, bridge }: Pick<SliceTools, 'set' | 'bridge'>,
  { address }: TargetSettings,
): Promise<void> {
  const result = await bridge.invoke('targets.remember', { address });
  if (result.ok) set({ recentAddresses: result.value });
}

async function resumeConnections(
  { get, bridge }: Pick<SliceTools, 'get' | 'bridge'>,
  put: (connection: ConnectionState) => void,
): Promise<void> {
  const result = await bridge.invoke('targets.connected', {});
  if (!result.ok) return;
  for (const connection of result.value) put(connection);
  const { connections } = get();
  const standing = [...targetsInUse(get())].filter(
    ([key]) => connections[key]?.state === 'connected',
  );
  await Promise.all(standing.map(([, target]) => get().readSchema(target, false)));
}

function askForTarget(state: AppState): true | Promise<boolean> {
  return state.askForVariables(state.activeTab, targetTexts(chosenTarget(state)));
}

/** Made by a call or in another window: nobody here waits for it, to read the schema then. */
function isNews(before: ConnectionState | undefined, { state }: ConnectionState): boolean {
  return state === 'connected' && before?.state !== 'connected' && before?.state !== 'connecting';
}

function unreachable(target: TargetSettings, connection?: ConnectionState): AppError {
  if (connection?.state !== 'failed')
    return { code: 'unreachable', message: `Connecting to ${target.address} was given up` };
  const { key, state, tls, ...cause } = connection;
  return { code: 'unreachable', ...cause };
}

function failed(key: string, { code, status, ...cause }: AppError): ConnectionState {
  return { key, state: 'failed', ...cause };
}
