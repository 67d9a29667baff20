import type { Bridge } from '#app/contract/bridge.ts';
import type { EventDetail } from '#app/contract/calls.ts';
import type { CallBook } from './call-book.ts';
import type { TabCall } from './tab-call.ts';

export interface DetailLoader {
  /** Fetches the selected event's detail. */
  wantSelected(callId: string): void;
  /** Fetches the newest received message; one at a time, and the newest again after it. */
  wantAnswer(callId: string): void;
  /** Messages are shown in another form now: those that are looked at are asked for again. */
  renew(callId: string): void;
}

/** Asks for whole messages, only those that somebody looks at. */
export function createDetailLoader(bridge: Bridge, book: CallBook): DetailLoader {
  const { find, change } = book;
  const answering = new Set<string>();
  /** Calls whose answer is in a form that is no longer wanted. */
  const outdated = new Set<string>();

  async function fetch(callId: string, seq: number): Promise<EventDetail | null> {
    const result = await bridge.invoke('calls.event', { callId, seq });
    if (result.ok) return result.value;
    change(callId, (call) => ({ ...call, error: result.error }));
    return null;
  }

  async function loadSelected(callId: string): Promise<void> {
    const seq = find(callId)?.selected ?? null;
    if (seq === null) return;
    change(callId, withoutError);
    const detail = await fetch(callId, seq);
    if (detail === null) return;
    change(callId, (call) => (call.selected === seq ? { ...call, detail } : call));
  }

  async function loadAnswer(callId: string): Promise<void> {
    if (answering.has(callId)) return;
    answering.add(callId);
    const shown = find(callId);
    const seq = outdated.delete(callId) ? (shown?.lastReceived ?? null) : wantedAnswer(shown);
    const answer = seq === null ? null : await fetch(callId, seq);
    answering.delete(callId);
    if (answer !== null) change(callId, (call) => ({ ...call, answer }));
    if (outdated.has(callId)) return loadAnswer(callId);
    if (answer === null) return;
    // While the call goes on its next progress asks; after its end nobody would.
    const call = find(callId);
    if (call?.summary?.phase === 'ended' && wantedAnswer(call) !== null) await loadAnswer(callId);
  }

  return {
    wantSelected: (callId) => void loadSelected(callId),
    wantAnswer: (callId) => void loadAnswer(callId),
    renew(callId) {
      void loadSelected(callId);
      if ((find(callId)?.answer ?? null) === null) return;
      outdated.add(callId);
      void loadAnswer(callId);
    },
  };
}

/** The newest received message, unless that is the one already there. */
function wantedAnswer(call: TabCall | undefined): number | null {
  if (call === undefined || call.lastReceived === null) return null;
  return call.answer?.row.seq === call.lastReceived ? null : call.lastReceived;
}

function withoutError(call: TabCall): TabCall {
  const { error: _gone, ...rest } = call;
  return rest;
}
