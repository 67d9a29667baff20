import type { TargetSettings } from '#app/contract/target.ts';
import { printable } from '#app/core/printable.ts';
import type { Engine } from '#engine';
import { whyUnconnected } from './before-deadline.ts';
import type { Terminal } from './output.ts';

/** So long a call may wait for its server before that is told. */
const silentMs = 2000;

/** Tells once why a call that waits for its server has none yet, until the answer is called. */
export function tellWhileWaiting(
  engine: Engine,
  target: TargetSettings,
  { stderr }: Terminal,
): () => void {
  let isOver = false;
  const late = setTimeout(async () => {
    if (engine.connected().length > 0) return;
    const why = await whyUnconnected(engine, target);
    if (why === undefined || isOver) return;
    stderr.write(`Waiting, as --wait-for-ready asks: ${printable(why.message)}\n`);
  }, silentMs);
  return () => {
    isOver = true;
    clearTimeout(late);
  };
}
