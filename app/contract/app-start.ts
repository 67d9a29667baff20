import type { KnownServer } from './known-servers.ts';
import type { AppError } from './result.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';

/** What the application tells a window that opens. */
export interface AppStart {
  readonly version: string;
  readonly platform: string;
  /** Names and versions for a person who reports a fault: electron, chrome, node. */
  readonly versions: { readonly [name: string]: string };
  /** Address to connect to at once. */
  readonly connect?: string;
  /** Most recent first. */
  readonly recentAddresses: readonly string[];
  /** Of which proxies the password is known, by `proxyText`: a page that is loaded anew has none of them. */
  readonly knownProxyPasswords: readonly string[];
  /** Address of the bundled sample server while it runs. */
  readonly sampleAddress?: string;
  /** Whether a sample server came with this Duplex and can be started. */
  readonly hasSample: boolean;
  readonly settings: Settings;
  /** What was chosen for servers, by whatever window. */
  readonly servers: readonly KnownServer[];
  /** A theme chosen over the settings', for pictures and tests. */
  readonly theme?: 'light' | 'dark';
  /** The person's own folder: what `~` stands for. */
  readonly home: string;
  /** Where the log is. */
  readonly logFile: string;
  /** What the window had open the last time. */
  readonly session?: Session;
  /** What is wrong with what was kept, or with keeping it. */
  readonly fault?: AppError;
}
