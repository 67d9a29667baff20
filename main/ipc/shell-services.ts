import type {
  AppStart,
  CommandId,
  CommandInput,
  Events,
  KnownServer,
  Session,
  Settings,
} from '#app/contract/index.ts';
import type { RecentWorkspace } from '#app/contract/workspace.ts';

/** What a window's handlers need of the desktop; the shell gives it, so that handlers know no Electron. */
export interface ShellServices {
  appStart(): AppStart;
  windowReady(): void;
  /** Tells the window what a step of a diagnosis came to. */
  diagnosisStep(told: Events['connection.step']): void;
  /** Tells the window how far a reading has come. */
  schemaProgress(progress: Events['schema.progress']): void;
  /** Tells the window what a watch heard. */
  healthChanged(news: Events['health.changed']): void;
  /** Throws a `Failure` when it cannot be kept. */
  saveSession(session: Session): void;
  /** Throws a `Failure` when they cannot be kept; they hold all the same. */
  saveSettings(settings: Settings): void;
  /** Throws a `Failure` when it cannot be kept; it holds all the same. */
  saveServers(servers: readonly KnownServer[]): void;
  /** Until the application ends. */
  setProxyPassword(proxy: string, password: string): void;
  /** Opens another window, on a workspace's folder if named. Throws a `Failure` when there are too many. */
  openWindow(workspace?: string): void;
  /** The folder that was typed, made where it is not there yet. Throws a `Failure` for none. */
  workspaceFolder(typed: string): string;
  /** A workspace begun in the folder that was typed. Throws a `Failure` where something is in it. */
  newWorkspace(typed: string): string;
  /** Whether the editor's settings name the schemas then. Throws a `Failure` when they cannot be written. */
  addEditorFiles(workspace: string): boolean;
  /** Workspaces that were open, the last one first. */
  recentWorkspaces(): readonly RecentWorkspace[];
  /** The page has kept everything: the window may go. */
  closeWindow(): void;
  /** The person is being asked whether the window may go. */
  waitForAnswer(): void;
  stayOpen(): void;
  /** What of the menu can be run now. */
  enableCommands(commands: readonly CommandId[]): void;
  quit(): void;
  /** Versions and the last of the log, without secrets. */
  diagnostics(): string;
  showLog(): void;
  /** Shows a file, by its absolute path, where the system shows files. */
  showFile(file: string): void;
  /** Address of the bundled sample server, started on first need. Rejects with a `Failure`. */
  startSample(): Promise<string>;
  choosePaths(wish: CommandInput<'dialogs.choosePaths'>): Promise<readonly string[]>;
  writeClipboard(text: string): void;
  /** The most recent first. */
  recentAddresses(): readonly string[];
  /** Keeps an address that worked; answers with all, the most recent first. */
  rememberAddress(address: string): readonly string[];
}
