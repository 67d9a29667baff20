import type { CallSummary, TimelineRow } from '#app/contract/calls.ts';
import type { CommandInput } from '#app/contract/commands.ts';
import { defaultSettings, type Settings } from '#app/contract/settings.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { type CallBook, createCallBook } from './call-book.ts';
import { type CallCommands, createCallCommands } from './call-commands.ts';
import { readTail } from './call-tail.ts';
import { type CourseReader, createCourseReader } from './course-reader.ts';
import { createDetailLoader } from './detail-loader.ts';
import { bySeq, type RowRange, renewedRows } from './row-cache.ts';
import { createRowLoader, type RowLoader } from './row-loader.ts';
import { shownFound } from './shown-list.ts';
import {
  autoSelected,
  newCall,
  progressed,
  type ResponsePart,
  responsePart,
  type ShownCall,
  type TabCall,
  withOlder,
} from './tab-call.ts';

type AnswerForm = Pick<Settings, 'emitDefaults' | 'originalNames'>;

export interface CallsSlice extends CallCommands, CourseReader {
  /** By tab id. */
  readonly calls: { readonly [tabId: string]: TabCall };
  /** By tab id; the timeline where nothing else was chosen. */
  readonly responseParts: { readonly [tabId: string]: ResponsePart };

  /** Shows the calls of an earlier page or start, running or recorded, where they are to be had. */
  resumeCalls(shown: readonly ShownCall[]): Promise<void>;
  /** Shows a call that is held and that no tab shows, with its newest rows. */
  showCall(shown: ShownCall, summary: CallSummary, tail: readonly TimelineRow[]): void;
  callProgressed(summary: CallSummary, tail: readonly TimelineRow[]): void;
  selectEvent(tabId: string, seq: number): void;
  /** Sees to it that rows which come into view are there. */
  wantRows(tabId: string, range: RowRange): void;
  /** Shows what is in view in the form that now holds; what is selected stays so. */
  showAnswersAs(form: AnswerForm): void;
  /** Copies the whole of the selected event. */
  copyEvent(tabId: string, form: CommandInput<'calls.text'>['form']): Promise<void>;
  /** Of the list in view: that of all events, or of those that the filter finds. */
  setFollowing(tabId: string, following: boolean): void;
  /** The list of all events is in view again: it shows what is selected, or where it was. */
  returnToTimeline(tabId: string): void;
  /** No row is drawn, or asked for, while it is on. */
  setCountOnly(tabId: string, countOnly: boolean): void;
  setResponsePart(tabId: string, part: ResponsePart): void;
  /** The part that was in view the last time, by its name. */
  restorePart(tabId: string, name: string): void;
}

export function createCallsSlice({ set, get, bridge }: SliceTools): CallsSlice {
  const book = createCallBook({ set, get });
  const details = createDetailLoader(bridge, book);
  const rows = createTimelineRows(bridge, book);
  let shownAs: AnswerForm = defaultSettings;

  return {
    calls: {},
    responseParts: {},
    ...createCourseReader(bridge, book),
    ...createCallCommands({ set, get, bridge }, book, (callId) => {
      rows.forget(callId);
      get().forgetMatches(callId);
    }),
    async resumeCalls(shown) {
      const callIds = shown.map(({ callId }) => callId);
      const result = await bridge.invoke('calls.resume', { callIds });
      if (!result.ok) return get().appFaulted(result.error);
      for (const { tabId } of withoutCall(shown, result.value)) get().callGone(tabId);
      await Promise.all(
        result.value.map(async (summary) => {
          const one = shown.find(({ callId }) => callId === summary.callId);
          // Whoever was quicker to call anew meant it.
          if (one === undefined || book.ofTab(one.tabId) !== undefined) return;
          // It may go on: what is told of it meanwhile has a tab to go to.
          book.put(one.tabId, newCall(one.callId, one.kind));
          get().callProgressed(summary, await readTail(bridge, summary));
        }),
      );
    },
    showCall({ tabId, callId, kind }, summary, tail) {
      book.put(tabId, newCall(callId, kind));
      get().callProgressed(summary, tail);
    },
    callProgressed(summary, tail) {
      const { callId } = summary;
      book.change(callId, (call) => progressed(call, summary, tail, rows.wanted(callId)));
      const tabId = book.tabOf(callId);
      const call = book.find(callId);
      if (tabId === undefined || call === undefined) return;
      get().followFilter(tabId);
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
    showAnswersAs(form) {
      const isSame =
        form.emitDefaults === shownAs.emitDefaults && form.originalNames === shownAs.originalNames;
      shownAs = form;
      if (isSame) return;
      get().renewMatches();
      for (const { callId, summary } of Object.values(get().calls)) {
        if (summary === null) continue;
        void rows.renew(callId);
        details.renew(callId);
      }
    },
    async copyEvent(tabId, form) {
      const { callId, selected = null } = book.ofTab(tabId) ?? {};
      if (callId === undefined || selected === null) return;
      const result = await bridge.invoke('texts.copyMessage', { callId, seq: selected, form });
      if (result.ok) get().say('Copied');
      else book.change(callId, (call) => ({ ...call, error: result.error }));
    },
    setFollowing(tabId, following) {
      if (shownFound(get(), tabId) !== undefined) return get().followMatches(tabId, following);
      const call = book.ofTab(tabId);
      if (call !== undefined && call.following !== following)
        book.put(tabId, { ...call, following });
    },
    returnToTimeline(tabId) {
      const call = book.ofTab(tabId);
      if (call === undefined || call.following) return;
      const { from, to } = rows.wanted(call.callId) ?? { from: 0, to: 0 };
      const row = call.selected ?? Math.floor((from + to) / 2);
      book.put(tabId, { ...call, reveal: { row } });
    },
    setCountOnly(tabId, countOnly) {
      const call = book.ofTab(tabId);
      if (call !== undefined && call.countOnly !== countOnly)
        book.put(tabId, { ...call, countOnly });
    },
    restorePart: (tabId, name) => get().setResponsePart(tabId, responsePart(name)),
    setResponsePart(tabId, part) {
      set(({ responseParts }) => ({ responseParts: { ...responseParts, [tabId]: part } }));
      const call = book.ofTab(tabId);
      if (call !== undefined && part === 'response') details.wantAnswer(call.callId);
    },
  };
}

function withoutCall(
  shown: readonly ShownCall[],
  there: readonly CallSummary[],
): readonly ShownCall[] {
  const callIds = new Set(there.map(({ callId }) => callId));
  return shown.filter(({ callId }) => !callIds.has(callId));
}

/** Rows of whole timelines, by call. */
function createTimelineRows(bridge: SliceTools['bridge'], book: CallBook): RowLoader {
  return createRowLoader({
    look(callId) {
      const call = book.find(callId);
      return call && { rows: call.rows, length: call.summary?.events ?? 0 };
    },
    async ask(callId, from, count) {
      const result = await bridge.invoke('calls.rows', { callId, from, count });
      return result.ok ? bySeq(result.value) : undefined;
    },
    add: (callId, more, near) => book.change(callId, (call) => withOlder(call, more, near)),
    renew: (callId, before, newer) =>
      book.change(callId, (call) => ({ ...call, rows: renewedRows(call.rows, before, newer) })),
  });
}
