import type { ExportNews, FoundNews } from '#app/contract/call-filter.ts';
import type { CallSummary, EventDetail, Events, StartCall } from '#app/contract/index.ts';
import type { Engine, LiveCalls } from '../index.ts';

type Progress = Events['calls.progress'];

/** A set of calls with all that it told. */
export interface HeldCalls {
  readonly calls: LiveCalls;
  readonly progress: Progress[];
  readonly found: FoundNews[];
  readonly exported: ExportNews[];
  start(
    callId: string,
    composed: Pick<StartCall, 'schema' | 'method'> & Partial<StartCall>,
  ): Promise<CallSummary>;
  /** Resolves with the newest progress of the call once its summary, or its tail, is as asked for. */
  until(
    callId: string,
    condition: (summary: CallSummary, tail: Progress['tail']) => boolean,
  ): Promise<Progress>;
}

export function holdCalls(engine: Engine, folder?: string): HeldCalls {
  const progress: Progress[] = [];
  const found: FoundNews[] = [];
  const exported: ExportNews[] = [];
  const waiting = new Set<() => void>();
  const calls = engine.holdCalls({
    onProgress: (event) => {
      progress.push(event);
      for (const look of waiting) look();
    },
    onFound: (news) => found.push(news),
    onExported: (news) => exported.push(news),
    ...(folder !== undefined && { folder }),
  });
  return {
    calls,
    progress,
    found,
    exported,
    start: (callId, composed) => calls.start({ metadata: [], deadline: '', ...composed, callId }),
    until: (callId, condition) =>
      new Promise((resolve) => {
        const look = () => {
          const last = progress.findLast(({ summary }) => summary.callId === callId);
          if (last === undefined || !condition(last.summary, last.tail)) return;
          waiting.delete(look);
          resolve(last);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** The whole timeline of a held call, as somebody sees it who looks at every event. */
export async function shown(calls: LiveCalls, callId: string): Promise<readonly EventDetail[]> {
  const call = calls.get(callId);
  const rows = await call.rows(0, call.summary().events);
  return Promise.all(rows.map(({ seq }) => call.detail(seq)));
}
