export { Certificates } from './Certificates.tsx';
export { ConnectionOptions } from './ConnectionOptions.tsx';
export { ConnectionStatus } from './ConnectionStatus.tsx';
export { targetOfCall } from './call-target.ts';
export {
  activeConnection,
  activeTarget,
  chosenTargetOfTab,
  draftKey,
  isConnected,
  isConnecting,
  serverOfTab,
  targetFaultOfTab,
  targetIsFrom,
  targetOfTab,
  targetsInUse,
  typedTarget,
  typedTargetOfTab,
  withChosenTls,
} from './connection.selectors.ts';
export { type ConnectionSlice, createConnectionSlice } from './connection.slice.ts';
export { sentences } from './connection-text.ts';
export { followTargets } from './follow-targets.ts';
export { optionOfTarget, usualOption } from './inherited-option.ts';
export { withAddress } from './known-targets.ts';
export { ProxyPassword } from './ProxyPassword.tsx';
export { openProxySettings } from './proxy-settings.ts';
export { resolvedOptionFault } from './resolved-option.ts';
export { resolvedTarget, targetTexts } from './resolved-target.ts';
export { isOfFile, withoutKnown } from './server-keeping.ts';
export { TopBar } from './TopBar.tsx';
export {
  draftOf,
  isSameTarget,
  keptTarget,
  settingsOf,
  speaksTls,
  type TargetDraft,
} from './target-draft.ts';
export { tlsToTry } from './tls-to-try.ts';
export { draftOfWritten, targetInFolder } from './written-target.ts';
