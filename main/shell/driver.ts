import { app } from 'electron';

/** Somebody else may open both debuggers too, and then nobody calls. */
const patienceMs = 5_000;

/**
 * Settles when the window may be opened; at once, unless a Playwright test drives the app.
 *
 * Playwright attaches to a window while its first page loads. When the page arrives at that very
 * moment, Playwright never hears of it and waits for ever. So the window waits until Playwright says
 * that it is attached, by the call that its own start-up module answers when it starts Electron by
 * itself. Must be called before the app is ready.
 */
export function driverAttached(): Promise<void> {
  if (!isDriven()) return Promise.resolve();
  return new Promise((resolve) => {
    const patience = setTimeout(resolve, patienceMs);
    Object.assign(globalThis, {
      __playwright_run: () => {
        clearTimeout(patience);
        resolve();
      },
    });
  });
}

/** Whether a Playwright test drives the app. */
export function isDriven(): boolean {
  const { commandLine } = app;
  const debugged =
    commandLine.hasSwitch('inspect') && commandLine.hasSwitch('remote-debugging-port');
  return debugged && !app.isPackaged;
}
