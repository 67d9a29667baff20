import { useEffect, useState } from 'react';
import type { CallSummary } from '#app/contract/calls.ts';

/** Between two looks at the clock; tenths of a second are shown near the end. */
const tick = 100;

/** Milliseconds until the deadline of a call that goes on; `undefined` when it has none. */
export function useTimeLeft(summary: CallSummary): number | undefined {
  const { deadline, elapsed } = summary;
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    if (deadline === undefined) return setLeft(undefined);
    const arrived = performance.now();
    const look = () => setLeft(Math.max(0, deadline - elapsed - (performance.now() - arrived)));
    look();
    const timer = setInterval(look, tick);
    return () => clearInterval(timer);
  }, [deadline, elapsed]);
  return left;
}
