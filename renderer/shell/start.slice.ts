import type { AppStart } from '#app/contract/app-start.ts';
import type { CommandInput } from '#app/contract/commands.ts';
import type { AppError } from '#app/contract/result.ts';
import { draftOf, withAddress } from '#renderer/features/connection/index.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { sessionOf } from './session.ts';

export interface StartSlice {
  /** `null` until the main process has answered. */
  readonly app: AppStart | null;
  /** Why what is open cannot be kept for the next start. */
  readonly sessionFault: AppError | null;

  /** Asks what to begin with, and connects where that is wanted. */
  startApp(): Promise<void>;
  /** Tells that the window has drawn itself and can be used. */
  windowReady(): Promise<void>;
  /** Keeps what is open for the next start. */
  saveSession(): Promise<void>;
  /** An empty list when the person thought better of it. */
  choosePaths(
    choose: CommandInput<'dialogs.choosePaths'>['choose'],
    path?: string,
  ): Promise<readonly string[]>;
  copyText(text: string): Promise<void>;
  copyDiagnostics(): Promise<void>;
  showLog(): Promise<void>;
  /** Whether a sample server runs or can be started. */
  hasSample(): boolean;
  /** Connects to the sample server, starting it where it does not run. */
  trySample(): Promise<void>;
}

export function createStartSlice({ set, get, bridge }: SliceTools): StartSlice {
  async function sampleAddress(): Promise<string | undefined> {
    const known = get().app?.sampleAddress;
    if (known !== undefined) return known;
    const result = await bridge.invoke('samples.start', {});
    if (result.ok) return result.value;
    get().appFaulted(result.error);
    return undefined;
  }

  return {
    app: null,
    sessionFault: null,
    async startApp() {
      const result = await bridge.invoke('app.start', {});
      if (!result.ok) return get().appFaulted(result.error);
      const { connect, recentAddresses, session, fault, settings, servers } = result.value;
      // Whoever was quicker to type an address, or to open a method, meant it.
      const isUntouched = get().workspaceTarget.address === '' && get().tabs.length === 0;
      if (session !== undefined && isUntouched) {
        set({
          workspaceTarget: session.target,
          sources: session.sources,
          sidebarShown: session.sidebar ?? true,
          collectionsShown: session.collections ?? true,
          historyShown: session.history ?? true,
        });
        get().restoreReflectionMetadata(session.reflectionMetadata ?? []);
      }
      const { requests = [], active = null } = (isUntouched && session) || {};
      const shown = isUntouched ? get().restoreTabs(requests, active) : [];
      if (isUntouched) {
        get().restoreClosed(session?.closed ?? []);
        for (const { workspace, requests, ...unsaved } of session?.aside ?? []) {
          get().restoreAside(workspace, requests);
          get().restoreDraftsAside(workspace, unsaved);
        }
      }
      set({ app: result.value, recentAddresses, settings });
      get().serversTold(servers);
      if (fault !== undefined) get().appFaulted(fault);
      void get().loadWorkspace(session);
      void get().resumeCalls(shown);
      void get().resumeConnections();
      void get().readFiles();
      if (!isUntouched) return;
      const address = connect ?? (session?.target.address || recentAddresses[0]);
      if (address !== get().workspaceTarget.address) {
        const { workspaceTarget: before, knownTargets: known } = get();
        const workspaceTarget = withAddress(draftOf({ address: '' }), address ?? '', known);
        set({ workspaceTarget });
        get().targetEdited(before, workspaceTarget);
      }
      if (connect !== undefined) await get().connect();
    },
    async windowReady() {
      await bridge.invoke('app.ready', {});
    },
    async saveSession() {
      // An empty window never replaces the last session before that has been restored.
      if (get().app === null) return;
      const result = await bridge.invoke('session.save', { session: sessionOf(get()) });
      const sessionFault = result.ok ? null : result.error;
      if (get().sessionFault?.message !== sessionFault?.message) set({ sessionFault });
    },
    async choosePaths(choose, path) {
      const result = await bridge.invoke('dialogs.choosePaths', {
        choose,
        ...(path !== undefined && { path }),
      });
      return result.ok ? result.value : [];
    },
    async copyText(text) {
      const result = await bridge.invoke('clipboard.write', { text });
      if (result.ok) get().say('Copied');
      else get().appFaulted(result.error);
    },
    async copyDiagnostics() {
      const result = await bridge.invoke('app.diagnostics', {});
      if (result.ok) await get().copyText(result.value);
    },
    async showLog() {
      await bridge.invoke('app.showLog', {});
    },
    hasSample: () => get().app?.sampleAddress !== undefined || get().app?.hasSample === true,
    async trySample() {
      const address = await sampleAddress();
      if (address !== undefined) await get().connectTo(address);
    },
  };
}
