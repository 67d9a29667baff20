import type { AppStart, CommandInput } from '#app/contract/commands.ts';
import { draftOf } from '#renderer/features/connection/index.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

export interface StartSlice {
  /** `null` until the main process has answered. */
  readonly app: AppStart | null;

  /** Asks what to begin with, and connects where that is wanted. */
  startApp(): Promise<void>;
  /** Tells that the window has drawn itself and can be used. */
  windowReady(): Promise<void>;
  /** An empty list when the person thought better of it. */
  choosePaths(choose: CommandInput<'dialogs.choosePaths'>['choose']): Promise<readonly string[]>;
  copyText(text: string): Promise<void>;
}

export function createStartSlice({ set, get, bridge }: SliceTools): StartSlice {
  return {
    app: null,
    async startApp() {
      const result = await bridge.invoke('app.start', {});
      if (!result.ok) return;
      const { connect, recentAddresses } = result.value;
      set({ app: result.value, recentAddresses });
      // Whoever was quicker to type an address meant it.
      if (get().workspaceTarget.address !== '') return;
      set({ workspaceTarget: draftOf({ address: connect ?? recentAddresses[0] ?? '' }) });
      if (connect !== undefined) await get().connect();
    },
    async windowReady() {
      await bridge.invoke('app.ready', {});
    },
    async choosePaths(choose) {
      const result = await bridge.invoke('dialogs.choosePaths', { choose });
      return result.ok ? result.value : [];
    },
    async copyText(text) {
      await bridge.invoke('clipboard.write', { text });
    },
  };
}
