import { setTimeout as sleep } from 'node:timers/promises';
import type { TargetSettings } from '#app/contract/target.ts';
import { printable } from '#app/core/printable.ts';
import type { Engine } from '#engine';
import { whyUnconnected } from './before-deadline.ts';
import type { Terminal } from './output.ts';

/** So long a call may wait for its server before that is told, and so long until it is looked again. */
const silentMs = 2000;

/** Tells why a call that waits for its server has none yet, and again when that is another, until the answer is called. */
export function tellWhileWaiting(
  engine: Engine,
  target: TargetSettings,
  { stderr }: Terminal,
): () => void {
  const over = new AbortController();
  const { signal } = over;
  const watch = async (): Promise<void> => {
    for (let told = ''; ; ) {
      await sleep(silentMs, undefined, { signal });
      if (engine.connected().length > 0) continue;
      const why = await whyUnconnected(engine, target);
      signal.throwIfAborted();
      // How long somebody was waited for is another each time.
      const cause = why?.message.replace(/\d+(\.\d+)? m?s\b/g, '') ?? told;
      if (why !== undefined && cause !== told)
        stderr.write(`Waiting, as --wait-for-ready asks: ${printable(why.message)}\n`);
      told = cause;
    }
  };
  // It ends by the signal; what cannot be looked at is told by the call itself.
  void watch().catch(() => {});
  return () => over.abort();
}
