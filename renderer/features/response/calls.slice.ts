import type { CallSummary, TimelineRow } from '#app/contract/calls.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { createCallBook } from './call-book.ts';
import { type CallCommands, createCallCommands } from './call-commands.ts';
import { createDetailLoader } from './detail-loader.ts';
import type { RowRange } from './row-cache.ts';
import { createRowLoader } from './row-loader.ts';
import {
  autoSelected,
  progressed,
  type ResponsePart,
  type TabCall,
  withOlder,
} from './tab-call.ts';

export interface CallsSlice extends CallCommands {
  /** By tab id. */
  readonly calls: { readonly [tabId: string]: TabCall };
  /** By tab id; the timeline where nothing else was chosen. */
  readonly responseParts: { readonly [tabId: string]: ResponsePart };

  callProgressed(summary: CallSummary, tail: readonly TimelineRow[]): void;
  selectEvent(tabId: string, seq: number): void;
  /** Sees to it that rows which come into view are there. */
  wantRows(tabId: string, range: RowRange): void;
  setFollowing(tabId: string, following: boolean): void;
  setResponsePart(tabId: string, part: ResponsePart): void;
}

export function createCallsSlice({ set, get, bridge }: SliceTools): CallsSlice {
  const book = createCallBook({ set, get });
  const details = createDetailLoader(bridge, book);
  const rows = createRowLoader(bridge, {
    look(callId) {
      const call = book.find(callId);
      return call && { rows: call.rows, events: call.summary?.events ?? 0 };
    },
    add: (callId, more, near) => book.change(callId, (call) => withOlder(call, more, near)),
  });

  return {
    calls: {},
    responseParts: {},
    ...createCallCommands({ get, bridge }, book, rows.forget),
    callProgressed(summary, tail) {
      const { callId } = summary;
      book.change(callId, (call) => progressed(call, summary, tail, rows.wanted(callId)));
      const tabId = book.tabOf(callId);
      const call = book.find(callId);
      if (tabId === undefined || call === undefined) return;
      const selected = autoSelected(call);
      if (selected !== null) get().selectEvent(tabId, selected);
      if (get().responseParts[tabId] === 'response') details.wantAnswer(callId);
    },
    selectEvent(tabId, seq) {
      const call = book.ofTab(tabId);
      if (call === undefined) return;
      book.put(tabId, { ...call, selected: seq });
      details.wantSelected(call.callId);
    },
    wantRows(tabId, range) {
      const call = book.ofTab(tabId);
      if (call !== undefined) rows.want(call.callId, range);
    },
    setFollowing(tabId, following) {
      const call = book.ofTab(tabId);
      if (call !== undefined && call.following !== following)
        book.put(tabId, { ...call, following });
    },
    setResponsePart(tabId, part) {
      set(({ responseParts }) => ({ responseParts: { ...responseParts, [tabId]: part } }));
      const call = book.ofTab(tabId);
      if (call !== undefined && part === 'response') details.wantAnswer(call.callId);
    },
  };
}
