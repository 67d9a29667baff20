import { expect, vi } from 'vitest';
import type { CallEnd, TimelineEvent } from '#app/contract/calls.ts';
import type { TargetSettings, TransportOptions } from '#app/contract/target.ts';
import type { Engine } from '../index.ts';
import { quietEngine, type RecordedCall, record } from './recorded-call.ts';
import { sampleSet } from './sources.ts';

/** What a call to a failing server is: one greeting, if nothing else is said. */
export interface FailingCall {
  readonly target: TargetSettings;
  readonly method?: string;
  readonly message?: string;
  readonly deadline?: string;
  readonly options?: TransportOptions;
  /** What is done with the call once it has begun. */
  readonly act?: (recorded: RecordedCall, engine: Engine) => void | Promise<void>;
}

/** What a call came to. */
export interface FailedCall {
  readonly events: readonly TimelineEvent[];
  readonly end: CallEnd;
  /** `CODE NAME: message`, as a person reads it; the servers' addresses as `host:port`. */
  readonly sentence: string;
  readonly warnings: readonly string[];
  readonly received: number;
}

export const greet = 'sample.greeter.v1.Greeter/SayHello';
export const watch = 'sample.market.v1.Market/Watch';

/**
 * Makes the call with an engine of its own and expects what holds for every call, whatever the server
 * does: one `start`, first; one `end`, last, with nothing behind it; and, when the engine is closed, no
 * connection left to any of these servers.
 */
export async function failingCall(
  { target, method = greet, message, deadline = '', options = {}, act }: FailingCall,
  ...servers: readonly { readonly address: string; readonly connections: number }[]
): Promise<FailedCall> {
  const engine = quietEngine();
  try {
    const sendsOne = method === greet || method === watch;
    const recorded = await record(engine, {
      schema: { target, sources: sampleSet },
      method,
      deadline,
      options,
      ...(sendsOne && { message: message ?? '{}' }),
    });
    await act?.(recorded, engine);
    const end = await recorded.call.ended;
    await engine.close();
    for (const server of servers)
      await vi.waitFor(() => expect(server.connections).toBe(0), { timeout: 5000 });
    const { events } = recorded;
    const types = events.map(({ type }) => type);
    expect(types.filter((type) => type === 'start' || type === 'end')).toEqual(['start', 'end']);
    expect(types.at(-1)).toBe('end');
    const placed = (text: string) =>
      servers.reduce((placed, { address }) => placed.replaceAll(address, 'host:port'), text);
    return {
      events,
      end,
      sentence: placed(`${end.code} ${end.status}: ${end.message}`),
      warnings: events.flatMap((event) => (event.type === 'warning' ? [placed(event.text)] : [])),
      received: types.filter((type) => type === 'received').length,
    };
  } finally {
    await engine.close();
  }
}
