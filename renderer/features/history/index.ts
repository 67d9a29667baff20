export { ClearHistory } from './ClearHistory.tsx';
export { followCalls } from './follow-calls.ts';
export { History } from './History.tsx';
export { createHistorySlice, type HistorySlice } from './history.slice.ts';
export { statusWords, whenText } from './past-call-text.ts';
