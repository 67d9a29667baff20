import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startClosing } from '#engine/testing/broken-servers.ts';
import { duplexIn } from './run-duplex.ts';

it('a call that waits for its server says once what it waits for, and again when that is another', async () => {
  const { close, port } = await startClosing();
  await close();
  const address = `127.0.0.1:${port}`;
  const warnings: string[] = [];
  process.on('warning', ({ name }) => warnings.push(name));
  let interrupt = (): void => {};
  const waiting = duplexIn(process.cwd())(
    ['call', address, 's.S/Do', '--wait-for-ready'],
    undefined,
    (stop) => {
      interrupt = stop;
    },
  );
  await sleep(5500);
  const closing = createServer((socket) => void socket.destroy()).listen(port, '127.0.0.1');
  await sleep(5500);
  interrupt();
  const { err } = await waiting;
  closing.close();
  expect(err.split('\n').slice(0, -2)).toEqual([
    `Waiting, as --wait-for-ready asks: Nothing listens at ${address}: the connection was refused`,
    `Waiting, as --wait-for-ready asks: ${address} closed the connection before HTTP/2 began`,
  ]);
  expect(warnings).toEqual([]);
}, 30_000);
