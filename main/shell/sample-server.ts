import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import { OnDemandServer } from './on-demand-server.ts';

const patienceMs = 20_000;
/** So that the address is the same the next time; where it is taken, a free one. */
const usualPort = '50561';

const server = new OnDemandServer(() => {
  app.once('will-quit', () => server.end());
  return utilityProcess.fork(
    serverFile(),
    ['--host', '127.0.0.1', '--port', usualPort, '--tls-port', '0'],
    { serviceName: 'Duplex sample server', stdio: ['ignore', 'pipe', 'pipe'] },
  );
}, patienceMs);

/** Whether one came with this Duplex: where it is run from its sources it may not have been built. */
export function hasSampleServer(): boolean {
  return existsSync(serverFile());
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

function serverFile(): string {
  return join(app.getAppPath(), 'dist', 'samples', 'server.js');
}
