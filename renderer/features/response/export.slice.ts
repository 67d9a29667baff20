import type { ExportInput, ExportNews, SaveMessageInput } from '#app/contract/call-filter.ts';
import type { AppError, Result } from '#app/contract/result.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { newestFound } from './shown-list.ts';

export type ExportForm = ExportInput['form'];

/** How the newest export of a tab stands. */
export interface TimelineExport extends Omit<ExportNews, 'fault'> {
  /** A person has stopped it: there is no file. */
  readonly isStopped: boolean;
  readonly fault?: string;
}

/** Where something is to be written, and as what. */
export interface FileWish<Form extends string> {
  /** Absolute. */
  readonly path: string;
  readonly form: Form;
  /** A file that is there makes way. */
  readonly overwrite: boolean;
}

interface ExportWish extends FileWish<ExportForm> {
  /** Only the events that the filter finds, where one is on. */
  readonly onlyFound: boolean;
  /** Only messages that went this way; all events without it. */
  readonly only?: 'sent' | 'received' | undefined;
}

/** An event of a tab's call. */
interface MessageOfTab {
  readonly tabId: string;
  readonly callId: string;
  readonly seq: number;
}

/** Timelines and messages as files. An export goes on whatever is in view. */
export interface ExportSlice {
  /** The newest of each tab, by tab id. */
  readonly exports: { readonly [tabId: string]: TimelineExport };
  /** Tab whose timeline a person is about to export. */
  readonly tabToExport: string | null;
  /** What was exported last: the next one is likely to go to the same folder, in the same form. */
  readonly lastExport: Pick<ExportWish, 'path' | 'form'> | null;

  openExport(tabId: string): void;
  closeExport(): void;
  /**
   * Begins to write; tells why it could not: `exists` for a file that is there, and what is wrong with a
   * filter whose finds are meant.
   */
  exportTimeline(tabId: string, wish: ExportWish): Promise<AppError | undefined>;
  /** Message that a person is about to save. */
  readonly messageToSave: MessageOfTab | null;
  /** The selected one where none is given. */
  openSaveMessage(tabId: string, seq?: number): void;
  closeSaveMessage(): void;
  /** As {@link exportTimeline}. */
  saveMessage(
    message: MessageOfTab,
    wish: FileWish<SaveMessageInput['form']>,
  ): Promise<AppError | undefined>;
  stopExport(tabId: string): void;
  exportedMore(news: ExportNews): void;
  /** What became of it has been seen. */
  dismissExport(tabId: string): void;
}

export function isExporting(one: TimelineExport | undefined): boolean {
  return one !== undefined && !one.isDone && !one.isStopped && one.fault === undefined;
}

export function createExportSlice({ set, get, bridge }: SliceTools): ExportSlice {
  function put(tabId: string, one: TimelineExport): void {
    set(({ exports }) => ({ exports: { ...exports, [tabId]: one } }));
  }
  function forget(tabId: string): void {
    set(({ exports: { [tabId]: _gone, ...rest } }) => ({ exports: rest }));
  }

  /** Its news may come before the answer. */
  async function begin(
    { tabId, ...what }: Pick<TimelineExport, 'callId' | 'path' | 'of'> & { readonly tabId: string },
    ask: (exportId: string) => Promise<Result<null>>,
  ): Promise<AppError | undefined> {
    const exportId = crypto.randomUUID();
    const before = get().exports[tabId];
    const state = { done: 0, bytes: 0, isDone: false, isStopped: false };
    put(tabId, { ...what, exportId, ...state });
    const result = await ask(exportId);
    if (result.ok) return undefined;
    if (before === undefined) forget(tabId);
    else put(tabId, before);
    return result.error;
  }

  return {
    exports: {},
    tabToExport: null,
    lastExport: null,
    openExport(tabToExport) {
      // What was typed a moment ago is meant, too.
      get().applyFilter(tabToExport);
      set({ tabToExport });
    },
    closeExport: () => set({ tabToExport: null }),
    async exportTimeline(tabId, { path, form, onlyFound, only, overwrite }) {
      const { callId, summary = null } = get().calls[tabId] ?? {};
      if (callId === undefined || summary === null) return undefined;
      const fault = get().filters[tabId]?.fault;
      if (onlyFound && fault !== undefined) return fault;
      const found = onlyFound ? newestFound(get(), tabId)?.filter : undefined;
      const filter = only === undefined ? found : { ...found, types: [only] };
      const error = await begin({ tabId, callId, path, of: summary.events }, (exportId) =>
        bridge.invoke('calls.export', {
          ...{ callId, exportId, path, form, overwrite },
          ...(filter && { filter }),
        }),
      );
      if (error === undefined) set({ lastExport: { path, form } });
      return error;
    },
    messageToSave: null,
    openSaveMessage(tabId, seq) {
      const { callId, selected = null } = get().calls[tabId] ?? {};
      const meant = seq ?? selected;
      if (callId !== undefined && meant !== null)
        set({ messageToSave: { tabId, callId, seq: meant } });
    },
    closeSaveMessage: () => set({ messageToSave: null }),
    saveMessage({ tabId, callId, seq }, { path, form, overwrite }) {
      return begin({ tabId, callId, path, of: 0 }, (exportId) =>
        bridge.invoke('calls.saveMessage', { callId, exportId, seq, path, form, overwrite }),
      );
    },
    stopExport(tabId) {
      const one = get().exports[tabId];
      if (one === undefined || !isExporting(one)) return;
      put(tabId, { ...one, isStopped: true });
      void bridge.invoke('calls.stopExport', { exportId: one.exportId });
    },
    exportedMore(news) {
      const { exports } = get();
      const tabId = Object.keys(exports).find((id) => exports[id]?.exportId === news.exportId);
      const one = tabId === undefined ? undefined : exports[tabId];
      if (tabId === undefined || one === undefined) return;
      // It may have come to its end before it could be stopped; that a person stopped it is no fault.
      if (one.isStopped && !(news.isDone && news.fault === undefined)) return;
      put(tabId, { ...one, ...news, isStopped: false });
    },
    dismissExport: forget,
  };
}
