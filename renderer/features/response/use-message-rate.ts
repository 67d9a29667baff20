import { useEffect, useRef, useState } from 'react';
import type { CallSummary } from '#app/contract/calls.ts';
import { messageRate, type Progress, progressOf, withProgress } from './message-rate.ts';

/** Between news. A quiet stream sends none, and its rate goes down all the same. */
const quietTick = 500;

/** Messages a second of a call that goes on. Give each call its own by a `key`. */
export function useMessageRate(summary: CallSummary): number {
  const seen = useRef<readonly Progress[]>([]);
  const [rate, setRate] = useState(0);
  useEffect(() => {
    const arrived = performance.now();
    seen.current = withProgress(seen.current, progressOf(summary));
    const measure = () =>
      setRate(messageRate(seen.current, summary.elapsed + performance.now() - arrived));
    measure();
    const timer = setInterval(measure, quietTick);
    return () => clearInterval(timer);
  }, [summary]);
  return rate;
}
