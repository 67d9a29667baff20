import { app, type Session, type WebContents } from 'electron';
import { appOrigin } from './app-scheme.ts';

/** Schemes a window may load anything from; `http` is not among them, nor is `file`. */
const loadable = ['app:', 'data:', 'blob:', 'devtools:'];

function isLoadable(url: string): boolean {
  return loadable.includes(new URL(url).protocol);
}

/** Whether a URL is of the app itself. */
export function isOurs(url: string): boolean {
  return url === appOrigin || url.startsWith(`${appOrigin}/`);
}

/** Takes from a session what Duplex never needs: the network, devices and every permission. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Chromium would have a dictionary from its maker at each start, whatever the windows say of spelling.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isLoadable(url) }));
}

/** Keeps every window, present and future, on the app's own pages. */
export function guardWindows(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-frame-navigate', stay);
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

function stay(event: { readonly url: string; preventDefault(): void }): void {
  if (!isOurs(event.url)) event.preventDefault();
}
