// The doctor's view opens from here: its `openDoctor` is given as `onWhy`, which offers `Why?`.

export { ConnectionOptions } from './ConnectionOptions.tsx';
export { ConnectionStatus } from './ConnectionStatus.tsx';
export {
  activeConnection,
  activeTarget,
  draftKey,
  isConnected,
  isConnecting,
  targetOfTab,
  targetsInUse,
} from './connection.selectors.ts';
export { type ConnectionSlice, createConnectionSlice } from './connection.slice.ts';
export { sentences } from './connection-text.ts';
export { optionOfTarget } from './inherited-option.ts';
export { TopBar } from './TopBar.tsx';
export {
  draftOf,
  keptTarget,
  settingsOf,
  speaksTls,
  type TargetDraft,
  targetFault,
} from './target-draft.ts';
