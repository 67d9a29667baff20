import type { Bridge } from '#app/contract/bridge.ts';
import type { CallBook } from './call-book.ts';
import { samplesRead } from './stream-samples.ts';

/** How a stream went that nobody watched here. */
export interface CourseReader {
  /** Reads it from the log of the tab's call where that is over and was not watched; once. */
  wantCourse(tabId: string): Promise<void>;
}

export function createCourseReader(bridge: Bridge, book: CallBook): CourseReader {
  const asked = new Set<string>();
  return {
    async wantCourse(tabId) {
      const { callId, kind, summary, samples } = book.ofTab(tabId) ?? {};
      const isOver = summary?.phase === 'ended' && kind !== 'unary';
      // A line needs more than two.
      if (callId === undefined || !isOver || (samples?.samples.length ?? 0) > 2) return;
      if (asked.has(callId)) return;
      asked.add(callId);
      const result = await bridge.invoke('calls.course', { callId });
      if (result.ok)
        book.change(callId, (call) => ({ ...call, samples: samplesRead(result.value) }));
    },
  };
}
