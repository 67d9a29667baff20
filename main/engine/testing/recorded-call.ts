import type { TimelineEvent } from '#app/contract/calls.ts';
import { type Call, type ComposedCall, createEngine, type Engine, timelineLine } from '../index.ts';

export function quietEngine(): Engine {
  return createEngine({ cwd: process.cwd(), onConnection: () => {} });
}

/** A call with its timeline so far. */
export interface RecordedCall {
  readonly call: Call;
  readonly events: readonly TimelineEvent[];
  /** Resolves with the first event of the type that has or will come. */
  until<Type extends TimelineEvent['type']>(
    type: Type,
    index?: number,
  ): Promise<Extract<TimelineEvent, { type: Type }>>;
}

export async function record(
  engine: Engine,
  composed: Omit<ComposedCall, 'metadata' | 'deadline'> & Partial<ComposedCall>,
): Promise<RecordedCall> {
  const schema = await engine.schema(composed.schema);
  const codecs = schema.codecs(schema.method(composed.method));
  const events: TimelineEvent[] = [];
  const waiting = new Set<() => void>();
  const call = await engine.call({ metadata: [], deadline: '', ...composed }, (event) => {
    events.push(JSON.parse(timelineLine(events.length, event, codecs)));
    for (const look of waiting) look();
  });
  return {
    call,
    events,
    until: (type, index) =>
      new Promise((resolve) => {
        const look = () => {
          const found = events.find(
            (event) =>
              event.type === type &&
              (index === undefined || ('index' in event && event.index === index)),
          );
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found as Extract<TimelineEvent, { type: typeof type }>);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** The types of a timeline in order, without the times of connecting. */
export function shape(events: readonly TimelineEvent[]): readonly string[] {
  return events.filter(({ type }) => type !== 'connected').map(({ type }) => type);
}
