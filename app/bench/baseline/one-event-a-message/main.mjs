import { fileURLToPath } from 'node:url';
import { Client, credentials } from '@grpc/grpc-js';
import { app, BrowserWindow, ipcMain } from 'electron';
import protobuf from 'protobufjs';

/**
 * What others do, at its fastest: each message is decoded in the main process and sent to the window as an object by
 * itself. `DUPLEX_BENCH` is JSON of the address, the method of flood.proto and its request; prints how many messages
 * a second came to be seen.
 */
const { address, method, request } = JSON.parse(process.env['DUPLEX_BENCH'] ?? '{}');
const inFolder = (/** @type {string} */ file) => fileURLToPath(new URL(file, import.meta.url));
const root = protobuf.loadSync(inFolder('../../flood.proto'));
root.resolveAll();
const called = root.lookupService('bench.v1.Flood').methods[method];
const { resolvedRequestType: asked, resolvedResponseType: answered } = called ?? {};
if (!asked || !answered) throw new Error(`There is no ${method}`);
const home = process.env['DUPLEX_HOME'];
if (home) app.setPath('userData', home);

app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    webPreferences: { preload: inFolder('page.cjs'), contextIsolation: false },
  });
  const client = new Client(address, credentials.createInsecure(), {
    'grpc-node.flow_control_window': 1024 * 1024,
    'grpc.max_receive_message_length': -1,
  });
  let since = 0;
  ipcMain.once('ready', () =>
    client.waitForReady(Date.now() + 10_000, () => {
      since = performance.now();
      const stream = client.makeServerStreamRequest(
        `/bench.v1.Flood/${method}`,
        (/** @type {object} */ value) => Buffer.from(asked.encode(value).finish()),
        (/** @type {Buffer} */ bytes) =>
          answered.toObject(answered.decode(bytes), { longs: String }),
        request,
      );
      stream.on('data', (message) => window.webContents.send('message', message));
    }),
  );
  ipcMain.once('seen', () => {
    process.stdout.write(`${(request.count * 1000) / (performance.now() - since)}\n`);
    app.exit();
  });
  void window.loadFile(inFolder('index.html'), { query: { count: String(request.count) } });
});
