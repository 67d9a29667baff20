import type { AppStart, CommandInput, Session } from '#app/contract/index.ts';

/** What the handlers need of the desktop; the shell gives it, so that handlers know no Electron. */
export interface ShellServices {
  appStart(): AppStart;
  windowReady(): void;
  /** Throws a `Failure` when it cannot be kept. */
  saveSession(session: Session): void;
  choosePaths(choose: CommandInput<'dialogs.choosePaths'>['choose']): Promise<readonly string[]>;
  writeClipboard(text: string): void;
  /** The most recent first. */
  recentAddresses(): readonly string[];
  /** Keeps an address that worked; answers with all, the most recent first. */
  rememberAddress(address: string): readonly string[];
}
