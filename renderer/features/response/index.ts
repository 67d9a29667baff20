export { Answer } from './Answer.tsx';
export { CallTraffic } from './CallStatus.tsx';
export { type CallsSlice, createCallsSlice } from './calls.slice.ts';
export {
  canPause,
  canSend,
  isOpenStream,
  isRunning,
  isStreamShown,
  type ShownCall,
  sendsMany,
} from './tab-call.ts';
export { createTextsSlice, type TextsSlice } from './texts.slice.ts';
