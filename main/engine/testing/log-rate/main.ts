import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { keepLog, keptEnd, keptStart, openHistory } from '../kept-log.ts';

/**
 * `main.js duplex|bare SIZE COUNT` keeps so many messages of a size, in a log with its history or copied into blocks
 * that are written to a file, and prints how many milliseconds that takes. `main.js reopen 0 COUNT` prints how many
 * it takes to open such a call anew and to have 100 rows from its middle.
 */
const [, , what = '', size = '', amount = ''] = process.argv;
const count = Number(amount);
const folder = mkdtempSync(join(tmpdir(), 'duplex-log-rate-'));
/** So many messages come at once, as from a socket. */
const atOnce = 64;
const blockBytes = 1024 * 1024;
const limit = 16 * blockBytes;

async function keep(payload: Buffer): Promise<void> {
  const history = openHistory(folder);
  const kept = keepLog(history, 'call', { memory: limit, disk: 1024 * limit });
  kept.take(keptStart);
  for (let index = 1; index <= count; index += 1) {
    kept.take({ at: index, type: 'received', index, payload });
    if (index % atOnce === 0) await turn();
    if (kept.lags.length % 2 === 1) await kept.spool.flush();
  }
  kept.take({ at: count + 1, ...keptEnd });
  await history.finish('call');
}

async function write(payload: Buffer): Promise<void> {
  const file = await open(join(folder, 'bare'), 'w');
  let block = Buffer.allocUnsafeSlow(blockBytes);
  let used = 0;
  let writing: Promise<unknown> = Promise.resolve();
  for (let index = 1; index <= count; index += 1) {
    if (used + payload.length > block.length) {
      await writing;
      writing = file.write(block, 0, used);
      block = Buffer.allocUnsafeSlow(blockBytes);
      used = 0;
    }
    used += payload.copy(block, used);
    if (index % atOnce === 0) await turn();
  }
  await writing;
  await file.write(block, 0, used);
  await file.close();
}

async function reopen(): Promise<void> {
  const call = await openHistory(folder).open('call');
  await call.rows(Math.floor(count / 2), 100);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

const payload = Buffer.alloc(Number(size), 7);
if (what === 'reopen') await keep(payload);
const works = { duplex: () => keep(payload), bare: () => write(payload), reopen };
const work = works[what as keyof typeof works];
process.stdout.write(`${await timed(work)}\n`);
rmSync(folder, { recursive: true });
