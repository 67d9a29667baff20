import { useEffect, useState } from 'react';
import type { CallSummary } from '#app/contract/calls.ts';

/** Between two looks at the clock; tenths of a second are shown. */
const tick = 100;

/** Milliseconds since the call's start, going on between news while the call does. */
export function useElapsed({ elapsed, phase }: Pick<CallSummary, 'elapsed' | 'phase'>): number {
  const [now, setNow] = useState(elapsed);
  useEffect(() => {
    setNow(elapsed);
    if (phase === 'ended') return;
    const arrived = performance.now();
    const timer = setInterval(() => setNow(elapsed + performance.now() - arrived), tick);
    return () => clearInterval(timer);
  }, [elapsed, phase]);
  return now;
}
