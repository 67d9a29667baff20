import { useEffect, useState } from 'react';
import type { CallSummary } from '#app/contract/calls.ts';

/** Between two looks at the clock; tenths of a second are shown. */
const usualTick = 100;

/**
 * Milliseconds since the call's start, going on between news while the call does. `newsAt` is when the news
 * came, by the clock of the page: whoever looks later sees no earlier time.
 */
export function useElapsed(
  { elapsed, phase }: Pick<CallSummary, 'elapsed' | 'phase'>,
  newsAt: number,
  tick: number = usualTick,
): number {
  // Drawn anew when the clock shows another time.
  const [, setNow] = useState(newsAt);
  const isOver = phase === 'ended';
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(performance.now()), tick);
    return () => clearInterval(timer);
  }, [isOver, tick]);
  return isOver ? elapsed : elapsed + performance.now() - newsAt;
}
