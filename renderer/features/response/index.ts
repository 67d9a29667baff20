export { Answer } from './Answer.tsx';
export { CallTraffic } from './CallStatus.tsx';
export { readTail } from './call-tail.ts';
export { type CallsSlice, createCallsSlice } from './calls.slice.ts';
export { ExportTimeline } from './ExportTimeline.tsx';
export { createExportSlice, type ExportSlice, isExporting } from './export.slice.ts';
export { createFilterSlice, type FilterSlice } from './filter.slice.ts';
export { SaveMessage } from './SaveMessage.tsx';
export { eventRow, foundOf, isFollowing, shownFound } from './shown-list.ts';
export {
  canPause,
  canSend,
  isOpenStream,
  isPartlyInMemory,
  isRunning,
  isStreamShown,
  type ShownCall,
  sendsMany,
} from './tab-call.ts';
export { createTextsSlice, type TextsSlice } from './texts.slice.ts';
export { useElapsed } from './use-elapsed.ts';
