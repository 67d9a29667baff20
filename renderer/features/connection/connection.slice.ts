import type { AppError } from '#app/contract/result.ts';
import { Failure } from '#app/contract/result.ts';
import type { ConnectionState, TargetSettings, TlsSettings } from '#app/contract/target.ts';
import { targetKey, targetOf } from '#app/core/target.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { activeTarget } from './connection.selectors.ts';
import {
  draftOf,
  settingsOf,
  speaksTls,
  type TargetDraft,
  withAddress,
  withTlsOn,
} from './target-draft.ts';

export interface ConnectionSlice {
  /** What tabs inherit until they have a target of their own. */
  readonly workspaceTarget: TargetDraft;
  /** By `targetKey`; a target that is missing was never connected to. */
  readonly connections: { readonly [key: string]: ConnectionState };
  readonly recentAddresses: readonly string[];

  /** Edits the active tab's target, or the workspace's when no tab is open. */
  setAddress(address: string): void;
  toggleTls(): void;
  setTls(tls: TlsSettings): void;
  /** Connects to an address that was picked, not typed. */
  connectTo(address: string): Promise<void>;
  connect(): Promise<void>;
  refreshSchema(): Promise<void>;
  connectionChanged(connection: ConnectionState): void;
}

export function createConnectionSlice({ set, get, bridge }: SliceTools): ConnectionSlice {
  function edit(change: (draft: TargetDraft) => TargetDraft): void {
    const { activeTab, setTabTarget } = get();
    const draft = change(activeTarget(get()));
    if (activeTab === null) set({ workspaceTarget: draft });
    else setTabTarget(activeTab, draft);
  }

  function connectionChanged(connection: ConnectionState): void {
    set(({ connections }) => ({ connections: { ...connections, [connection.key]: connection } }));
  }

  async function open(target: TargetSettings): Promise<void> {
    const key = targetKey(target);
    const fault = addressFault(target);
    if (fault !== undefined) return connectionChanged(failed(key, fault));
    connectionChanged({ key, state: 'connecting' });
    const result = await bridge.invoke('targets.connect', { target });
    if (!result.ok) return connectionChanged(failed(key, result.error));
    connectionChanged(result.value.connection);
    set({ recentAddresses: result.value.recentAddresses });
  }

  return {
    workspaceTarget: draftOf({ address: '' }),
    connections: {},
    recentAddresses: [],
    setAddress: (address) => edit((draft) => withAddress(draft, address)),
    toggleTls: () => edit((draft) => withTlsOn(draft, !speaksTls(draft))),
    setTls: (tls) => edit((draft) => ({ ...draft, tls })),
    connectionChanged,
    connectTo(address) {
      get().setAddress(address);
      return get().connect();
    },
    async connect() {
      const target = settingsOf(activeTarget(get()));
      const again = get().connections[targetKey(target)]?.state === 'connected';
      await open(target);
      await get().readSchema(target, again);
    },
    refreshSchema: () => get().readSchema(settingsOf(activeTarget(get())), true),
  };
}

function addressFault(target: TargetSettings): AppError | undefined {
  try {
    targetOf(target);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.error;
    throw error;
  }
}

function failed(key: string, { message, hint }: AppError): ConnectionState {
  return { key, state: 'failed', message, ...(hint === undefined ? {} : { hint }) };
}
