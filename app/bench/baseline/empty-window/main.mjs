import { fileURLToPath } from 'node:url';
import { app, BrowserWindow } from 'electron';

/**
 * The least an Electron app can be and still show a window like that of Duplex: what its start takes
 * is Electron's, and every millisecond above it is ours.
 */
const home = process.env['DUPLEX_HOME'];
if (home) app.setPath('userData', home);

app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(fileURLToPath(new URL('index.html', import.meta.url)));
});
