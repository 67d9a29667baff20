import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import { OnDemandServer } from './on-demand-server.ts';

const patienceMs = 20_000;

const server = new OnDemandServer(() => {
  app.once('will-quit', () => server.end());
  return utilityProcess.fork(
    sampleServerFile(),
    ['--host', '127.0.0.1', '--port', '0', '--tls-port', '0'],
    { serviceName: 'Duplex sample server', stdio: ['ignore', 'pipe', 'pipe'] },
  );
}, patienceMs);

/** Where the server's program is, when it was built. */
export function sampleServerFile(): string {
  return join(app.getAppPath(), 'dist', 'samples', 'server.js');
}

/**
 * Starts the bundled sample server, if it is not running yet; it ends with the app. To be called
 * when the app is ready.
 * @returns its address, `grpc://127.0.0.1:PORT`
 * @throws (rejects) with a `Failure` when it does not start
 */
export function startSampleServer(): Promise<string> {
  return server.start();
}
