import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { app, BrowserWindow, net, protocol } from 'electron';

/** Runs within Electron, see gallery-window.ts: one window that shows the built gallery. */
const folder = fileURLToPath(new URL('../../../dist/gallery', import.meta.url));

protocol.registerSchemesAsPrivileged([
  {
    scheme: 'gallery',
    // The page is loaded for each state: what was compiled of its scripts is kept.
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
]);

app.whenReady().then(() => {
  protocol.handle('gallery', ({ url }) =>
    net.fetch(pathToFileURL(join(folder, new URL(url).pathname)).href),
  );
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    webPreferences: { sandbox: true },
  });
  return window.loadURL('gallery://duplex/gallery.html');
});

app.on('window-all-closed', () => app.quit());
