import type { AppStart, CommandInput } from '#app/contract/commands.ts';
import type { AppError } from '#app/contract/result.ts';
import { draftOf } from '#renderer/features/connection/index.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

export interface StartSlice {
  /** `null` until the main process has answered. */
  readonly app: AppStart | null;
  /** Why what is open cannot be kept for the next start. */
  readonly sessionFault: AppError | null;

  /** Asks what to begin with, and connects where that is wanted. */
  startApp(): Promise<void>;
  /** Tells that the window has drawn itself and can be used. */
  windowReady(): Promise<void>;
  /** An empty list when the person thought better of it. */
  choosePaths(choose: CommandInput<'dialogs.choosePaths'>['choose']): Promise<readonly string[]>;
  copyText(text: string): Promise<void>;
  sessionKept(fault: AppError | null): void;
}

export function createStartSlice({ set, get, bridge }: SliceTools): StartSlice {
  return {
    app: null,
    sessionFault: null,
    async startApp() {
      const result = await bridge.invoke('app.start', {});
      if (!result.ok) return;
      const { connect, recentAddresses, session } = result.value;
      // Whoever was quicker to type an address, or to open a method, meant it.
      const isUntouched = get().workspaceTarget.address === '' && get().tabs.length === 0;
      if (session !== undefined && isUntouched) {
        set({ workspaceTarget: session.target, sources: session.sources });
        get().restoreTabs(session.requests, session.active);
      }
      set({ app: result.value, recentAddresses });
      if (!isUntouched) return;
      const address = connect ?? (session?.target.address || recentAddresses[0]);
      if (address !== get().workspaceTarget.address) {
        set({ workspaceTarget: draftOf({ address: address ?? '' }) });
      }
      if (connect !== undefined) await get().connect();
    },
    async windowReady() {
      await bridge.invoke('app.ready', {});
    },
    async choosePaths(choose) {
      const result = await bridge.invoke('dialogs.choosePaths', { choose });
      return result.ok ? result.value : [];
    },
    sessionKept(sessionFault) {
      if (get().sessionFault?.message !== sessionFault?.message) set({ sessionFault });
    },
    async copyText(text) {
      await bridge.invoke('clipboard.write', { text });
    },
  };
}
