import type { CommandId } from '#app/contract/command-table.ts';
import type { AppError } from '#app/contract/result.ts';
import type { MethodSummary } from '#app/contract/schema.ts';
import { isOpenStream, isPartlyInMemory } from '#renderer/features/response/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';

/** What stands over the window; one at a time. */
type WindowDialog =
  | 'commands'
  | 'symbols'
  | 'settings'
  | 'connectionOptions'
  | 'about'
  | 'clearHistory'
  | 'closing';

/** A menu where the pointer, or the focused thing, is. */
interface ContextMenuPlace {
  readonly x: number;
  readonly y: number;
  readonly commands: readonly CommandId[];
  /** The service or method it was opened on. */
  readonly symbol?: string;
  readonly method?: MethodSummary;
  /** The saved request or folder it was opened on. */
  readonly item?: string;
  /** The past call it was opened on. */
  readonly pastCall?: string;
}

/** How long a note stays in the status bar. */
const noteMs = 4000;

/** The window itself: what stands over it, what it says, and how it goes. */
export interface WindowSlice {
  readonly dialog: WindowDialog | null;
  readonly sidebarShown: boolean;
  readonly contextMenu: ContextMenuPlace | null;
  /** The newest fault of Duplex itself that nobody was waiting for. */
  readonly fault: AppError | null;
  /** Something done that is not to be seen elsewhere, in a few words, for a moment. */
  readonly note: string | null;

  showDialog(dialog: WindowDialog): void;
  closeDialog(): void;
  showSidebar(shown: boolean): void;
  openContextMenu(menu: ContextMenuPlace): void;
  closeContextMenu(): void;
  appFaulted(fault: AppError): void;
  dismissFault(): void;
  say(note: string): void;
  newWindow(): Promise<void>;
  quit(): Promise<void>;
  /** Keeps everything, then lets the window go; `ask` first where something would be lost. */
  windowClosing(ask: boolean): Promise<void>;
  /** The person answered the question: it may go, */
  closeWindow(): Promise<void>;
  /** or it stays. */
  stayOpen(): Promise<void>;
}

export function createWindowSlice({ set, get, bridge }: SliceTools): WindowSlice {
  let noteTimer: ReturnType<typeof setTimeout> | undefined;

  return {
    dialog: null,
    sidebarShown: true,
    contextMenu: null,
    fault: null,
    note: null,
    showDialog: (dialog) => set({ dialog, contextMenu: null }),
    closeDialog: () => set({ dialog: null }),
    showSidebar: (sidebarShown) => set({ sidebarShown }),
    openContextMenu: (contextMenu) => set({ contextMenu }),
    closeContextMenu: () => set({ contextMenu: null }),
    appFaulted: (fault) => set({ fault }),
    dismissFault: () => set({ fault: null }),
    say(note) {
      clearTimeout(noteTimer);
      set({ note });
      noteTimer = setTimeout(() => set({ note: null }), noteMs);
    },
    async newWindow() {
      const result = await bridge.invoke('window.open', {});
      if (!result.ok) set({ fault: result.error });
    },
    async quit() {
      await bridge.invoke('app.quit', {});
    },
    async windowClosing(ask) {
      await Promise.all([get().saveSession(), get().keepSettings(), get().keepServers()]);
      const isAsked = ask && wouldLose(get());
      if (!isAsked) return get().closeWindow();
      set({ dialog: 'closing' });
      await bridge.invoke('window.ask', {});
    },
    async closeWindow() {
      await bridge.invoke('window.close', {});
    },
    async stayOpen() {
      set({ dialog: null });
      await bridge.invoke('window.stay', {});
    },
  };
}

/** Whether something would go with the window for good. */
function wouldLose(state: AppState): boolean {
  return openStreams(state) > 0 || callsInMemory(state) > 0 || state.sessionFault !== null;
}

/** Of how many streams the disk has not all. */
export function callsInMemory({ calls }: Pick<AppState, 'calls'>): number {
  return Object.values(calls).filter(isPartlyInMemory).length;
}

/** How many streams would end with the window. */
export function openStreams({ calls }: Pick<AppState, 'calls'>): number {
  return Object.values(calls).filter(isOpenStream).length;
}
