import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  type Page,
} from '@playwright/test';
import { root } from '#app/tools/paths.mjs';
import { type Display, ensureDisplay, launchFlags } from '#app/tools/system.mjs';
import { holdAnswers } from './held-answers.ts';
import { type SampleServer, startSampleServer } from './sample-server.ts';

interface LaunchOptions {
  /** Address the window connects to at once. */
  readonly connect?: string;
  /** Light without it; `system` leaves it to the settings. */
  readonly theme?: 'light' | 'dark' | 'system';
  /** Folder of all per-user state; a fresh one without it. */
  readonly home?: string;
  /** A fresh home begins with the sample workspace, as a person's does; without it, with an empty one. */
  readonly withSample?: true;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the saved requests; one in the home without it. */
  readonly workspace?: string;
}

interface Launched {
  readonly app: ElectronApplication;
  /** The app's one window, drawn and usable. */
  readonly page: Page;
  readonly home: string;
}

interface Fixtures {
  /** Opens Duplex; what it opened is closed after the test. */
  readonly launch: (options?: LaunchOptions) => Promise<Launched>;
}

interface WorkerFixtures {
  /** What the windows of a worker are on: those of another would take the focus and the clipboard. */
  readonly display: Display;
  /** The bundled sample server, shared by the tests of a worker. */
  readonly samples: SampleServer;
}

/** Playwright's `test` with the real app and the bundled sample server. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  display: [
    async ({ browserName: _unused }, use) => {
      const display = await ensureDisplay();
      Object.assign(process.env, display.env);
      await use(display);
      await display.close();
    },
    { scope: 'worker', auto: true },
  ],

  samples: [
    // Playwright reads which fixtures a fixture needs from its first parameter's pattern.
    async ({ browserName: _unused }, use) => {
      const server = await startSampleServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],

  launch: async ({ browserName: _unused }, use) => {
    const opened: ElectronApplication[] = [];
    const homes: string[] = [];
    await use(async (options = {}) => {
      const home = options.home ?? mkdtempSync(join(tmpdir(), 'duplex-home-'));
      if (options.home === undefined) homes.push(home);
      if (options.home === undefined && !options.withSample) mkdirSync(join(home, 'workspace'));
      const app = holdAnswers(await open(home, options));
      opened.push(app);
      const page = await app.firstWindow();
      await page.waitForLoadState('load');
      return { app, page, home };
    });
    for (const app of opened) await app.close();
    // Its last process may still be writing.
    for (const home of homes) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  },
});

export { expect } from '@playwright/test';

/** Starts Duplex once more in a home where it runs already; tells how that process ended. */
export async function startAgain(home: string): Promise<number | null> {
  const child = spawn(executable(), [...launchFlags(), root], {
    env: { ...environment(), DUPLEX_HOME: home },
    stdio: 'ignore',
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  return status;
}

function executable(): string {
  const path = process.env['DUPLEX_E2E_ELECTRON'];
  if (!path) throw new Error('global-setup.ts has not named an Electron');
  return path;
}

function open(
  home: string,
  { connect, env, theme, workspace }: LaunchOptions,
): Promise<ElectronApplication> {
  return electron.launch({
    executablePath: executable(),
    args: [...launchFlags(), root],
    colorScheme: null, // the app's own choice, not Playwright's
    env: {
      ...environment(),
      ...env,
      DUPLEX_HOME: home,
      DUPLEX_THEME: theme ?? 'light',
      ...(connect === undefined ? {} : { DUPLEX_CONNECT: connect }),
      ...(workspace === undefined ? {} : { DUPLEX_WORKSPACE: workspace }),
    },
  });
}

/** This process's environment without what would make the app find another home or server. */
function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || name.startsWith('DUPLEX_') ? [] : [[name, value]],
    ),
  );
}
