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
  /** Resolves with the newest that a filter, or an export, told once that is as asked for. */
  untilFound(filterId: string, condition: (news: FoundNews) => boolean): Promise<FoundNews>;
  untilExported(exportId: string, condition: (news: ExportNews) => boolean): Promise<ExportNews>;
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
  const hear = <T>(told: T[], event: T): void => {
    told.push(event);
    for (const look of waiting) look();
  };
  const calls = engine.holdCalls({
    onProgress: (event) => hear(progress, event),
    onFound: (news) => hear(found, news),
    onExported: (news) => hear(exported, news),
    ...(folder !== undefined && { folder }),
  });
  /** Resolves with the newest of these, once there is one that is as asked for. */
  const newest = <T>(last: () => T | undefined, condition: (one: T) => boolean): Promise<T> =>
    new Promise((resolve) => {
      const look = () => {
        const one = last();
        if (one === undefined || !condition(one)) return;
        waiting.delete(look);
        resolve(one);
      };
      waiting.add(look);
      look();
    });
  return {
    calls,
    progress,
    found,
    exported,
    start: (callId, composed) => calls.start({ metadata: [], deadline: '', ...composed, callId }),
    untilFound: (filterId, condition) =>
      newest(() => found.findLast((one) => one.filterId === filterId), condition),
    untilExported: (exportId, condition) =>
      newest(() => exported.findLast((one) => one.exportId === exportId), condition),
    until: (callId, condition) =>
      newest(
        () => progress.findLast(({ summary }) => summary.callId === callId),
        ({ summary, tail }) => condition(summary, tail),
      ),
  };
}

/** The whole timeline of a held call, as somebody sees it who looks at every event. */
export async function shown(calls: LiveCalls, callId: string): Promise<readonly EventDetail[]> {
  const call = calls.get(callId);
  const rows = await call.rows(0, call.summary().events);
  return Promise.all(rows.map(({ seq }) => call.detail(seq)));
}
