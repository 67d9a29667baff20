import {
  type CommandId,
  commandEntry,
  commandIds,
  commandTable,
} from '#app/contract/command-table.ts';
import { shortcutText } from '#app/contract/shortcut.ts';
import {
  activeTarget,
  isConnected,
  isConnecting,
  settingsOf,
} from '#renderer/features/connection/index.ts';
import type { SchemaOwner } from '#renderer/features/explorer/index.ts';
import {
  canPause,
  canSend,
  eventRow,
  isExporting,
  isFollowing,
  isRunning,
  isStreamShown,
  sendsMany,
} from '#renderer/features/response/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import type { Command } from './command.ts';
import { findInAnswer } from './find-in-answer.ts';
import { focusField } from './focus-field.ts';
import { historyCommands } from './history-commands.ts';
import { messageCommands } from './message-commands.ts';
import { openTlsSettings } from './open-tls-settings.ts';
import { savedCommands } from './saved-commands.ts';
import { isPressed } from './shortcut.ts';
import { timelineCommands } from './timeline-commands.ts';

const always = () => true;
const hasTab = ({ activeTab }: AppState) => activeTab !== null;
const hasAddress = (state: AppState) => activeTarget(state).address.trim() !== '';
const isReading = ({ reading }: AppState) => reading !== null;
const activeCall = (state: AppState) => state.calls[state.activeTab ?? ''];
const hasEvent = (state: AppState) => (activeCall(state)?.selected ?? null) !== null;
const hasMessage = (state: AppState) => {
  const selected = activeCall(state)?.selected ?? null;
  return selected !== null && eventRow(state, state.activeTab ?? '', selected)?.bytes !== undefined;
};

function onTab(run: (state: AppState, tabId: string) => void): (state: AppState) => void {
  return (state) => {
    if (state.activeTab !== null) run(state, state.activeTab);
  };
}

/** What a context menu was opened on, else what is read, else what the open request calls. */
function symbolAt({ contextMenu, reading, tabs, activeTab }: AppState): string | undefined {
  const page = reading === null ? undefined : reading.pages[reading.at];
  const read = page?.kind === 'definition' ? page.symbol : undefined;
  return contextMenu?.symbol ?? read ?? tabs.find(({ id }) => id === activeTab)?.method.path;
}

/** Whose schema has that symbol: context menus of symbols are the tree's. */
function ownerAt({ contextMenu, reading }: AppState): SchemaOwner {
  if (contextMenu?.symbol !== undefined) return 'services';
  const page = reading?.pages[reading.at];
  return page?.kind === 'definition' ? (page.owner ?? 'request') : 'request';
}

/** The service that a context menu was opened on. */
function serviceAt({ contextMenu }: AppState): { readonly service?: string } {
  if (contextMenu?.symbol === undefined || contextMenu.method !== undefined) return {};
  return { service: contextMenu.symbol };
}

function pointsAtMethod({ contextMenu }: AppState): boolean {
  return contextMenu?.method !== undefined;
}

function openPointed({ contextMenu, openMethod }: AppState, another: boolean): void {
  if (contextMenu?.method !== undefined) openMethod(contextMenu.method, another);
}

/** The tree's filter is also where a method for a new tab is found. */
function chooseForNewTab(state: AppState): void {
  state.showSidebar(true);
  state.chooseForNewTab();
  // Drawn first, should the sidebar have been hidden.
  queueMicrotask(() => focusField('Filter services'));
}

/** What is read stands before the open request. */
function closeInView(state: AppState): void {
  if (isReading(state)) state.closeReader();
  else if (state.activeTab !== null) state.closeTab(state.activeTab);
}

function hasPage({ reading }: AppState, step: 1 | -1): boolean {
  return reading?.pages[reading.at + step] !== undefined;
}

const calling = {
  call: {
    // What is read stands before the request: nobody sends what they do not see.
    enabled: (state) =>
      hasTab(state) &&
      !isReading(state) &&
      (canSend(activeCall(state)) ||
        (!isRunning(activeCall(state)) && !state.lostItsMethod(state.activeTab ?? ''))),
    run: onTab((state, tab) => {
      void (canSend(state.calls[tab]) ? state.sendMessage(tab) : state.startCall(tab));
    }),
  },
  sendAll: {
    enabled: (state) => canSend(activeCall(state)) && !isReading(state),
    run: onTab((state, tab) => void state.sendAllMessages(tab)),
  },
  playMessages: {
    enabled: (state) => canSend(activeCall(state)) && !isReading(state),
    run: onTab((state, tab) => state.showPlayer(tab)),
  },
  stopPlaying: {
    enabled: (state) => activeCall(state)?.summary?.played?.isPlaying === true,
    run: onTab((state, tab) => void state.stopPlaying(tab)),
  },
  addMessage: {
    enabled: ({ tabs, activeTab }) => {
      const kind = tabs.find(({ id }) => id === activeTab)?.method.kind;
      return kind !== undefined && sendsMany(kind);
    },
    run: onTab((state, tab) => void state.addMessage(tab)),
  },
  finish: {
    enabled: (state) => canSend(activeCall(state)),
    run: onTab((state, tab) => void state.finishSending(tab)),
  },
  pauseCall: {
    enabled: (state) => canPause(activeCall(state)),
    run: onTab((state, tab) => {
      void state.pauseCall(tab, state.calls[tab]?.summary?.paused !== 'asked');
    }),
  },
  keepNewest: {
    enabled: (state) => activeCall(state)?.summary?.full !== undefined,
    run: onTab((state, tab) => void state.chooseWhenFull(tab, 'keepNewest')),
  },
  keepAll: {
    enabled: (state) => activeCall(state)?.summary?.full !== undefined,
    run: onTab((state, tab) => void state.chooseWhenFull(tab, 'keepAll')),
  },
  followNewest: {
    enabled: (state) => isStreamShown(activeCall(state)),
    run: onTab((state, tab) => state.setFollowing(tab, !isFollowing(state, tab))),
  },
  countOnly: {
    enabled: (state) => isStreamShown(activeCall(state)),
    run: onTab((state, tab) => state.setCountOnly(tab, state.calls[tab]?.countOnly !== true)),
  },
  cancel: {
    enabled: (state) => isRunning(activeCall(state)) || isConnecting(state) || state.reads.size > 0,
    run(state) {
      if (state.activeTab !== null && isRunning(activeCall(state)))
        void state.cancelCall(state.activeTab);
      else if (isConnecting(state)) state.stopConnecting(settingsOf(activeTarget(state)));
      else state.cancelReads();
    },
  },
  connect: {
    enabled: (state) => hasAddress(state) && !isConnecting(state),
    run: (state) => void state.connect(),
  },
  disconnect: { enabled: isConnected, run: (state) => void state.disconnect() },
  diagnose: {
    enabled: hasAddress,
    run(state) {
      state.openPage({ kind: 'diagnosis' });
      void state.diagnose();
    },
  },
  tls: { enabled: always, run: openTlsSettings },
  connectionOptions: { enabled: always, run: (state) => state.showDialog('connectionOptions') },
  trySample: { enabled: (state) => state.hasSample(), run: (state) => void state.trySample() },
  goToAddress: { enabled: always, run: () => focusField('Server address') },
  refreshSchema: { enabled: isConnected, run: (state) => void state.refreshSchema() },
  addSchema: { enabled: always, run: (state) => state.openAddSchema() },
  addImportPath: { enabled: always, run: (state) => state.openAddImportPath() },
  showHealth: {
    enabled: hasAddress,
    run: (state) => state.openPage({ kind: 'health', ...serviceAt(state) }),
  },
  showSources: { enabled: always, run: (state) => state.openPage({ kind: 'sources' }) },
} satisfies Partial<Record<CommandId, Command>>;

const requests = {
  goToMethod: { enabled: always, run: (state) => state.showDialog('symbols') },
  newRequest: { enabled: always, run: chooseForNewTab },
  duplicateTab: { enabled: hasTab, run: onTab((state, tab) => state.duplicateTab(tab)) },
  closeTab: { enabled: (state) => isReading(state) || hasTab(state), run: closeInView },
  closeOtherTabs: {
    enabled: ({ tabs }) => tabs.length > 1,
    run: onTab((state, tab) => state.closeOtherTabs(tab)),
  },
  reopenTab: {
    enabled: ({ closedTabs }) => closedTabs.length > 0,
    run: (state) => state.reopenTab(),
  },
  nextTab: { enabled: hasTab, run: (state) => state.stepTab(1) },
  previousTab: { enabled: hasTab, run: (state) => state.stepTab(-1) },
  openMethod: { enabled: pointsAtMethod, run: (state) => openPointed(state, false) },
  openMethodInNewTab: { enabled: pointsAtMethod, run: (state) => openPointed(state, true) },
} satisfies Partial<Record<CommandId, Command>>;

const showing = {
  addMetadata: {
    enabled: hasTab,
    run: onTab((state, tab) => {
      state.setRequestPart(tab, 'metadata');
      // The part is drawn first.
      setTimeout(() => document.querySelector<HTMLElement>('.metadata-editor-add button')?.click());
    }),
  },
  showOptions: {
    enabled: hasTab,
    run: onTab((state, tab) => state.setRequestPart(tab, 'options')),
  },
  showTimeline: { enabled: hasTab, run: showPart('timeline') },
  showResponse: { enabled: hasTab, run: showPart('response') },
  showHeaders: { enabled: hasTab, run: showPart('headers') },
  showTrailers: { enabled: hasTab, run: showPart('trailers') },
  showErrorDetails: { enabled: hasTab, run: showPart('error-details') },
  showTiming: { enabled: hasTab, run: showPart('timing') },
  emitDefaults: { enabled: always, run: switchAnswers('emitDefaults') },
  originalNames: { enabled: always, run: switchAnswers('originalNames') },
} satisfies Partial<Record<CommandId, Command>>;

const reading = {
  goBack: { enabled: (state) => hasPage(state, -1), run: (state) => state.stepPage(-1) },
  goForward: { enabled: (state) => hasPage(state, 1), run: (state) => state.stepPage(1) },
  showDefinition: {
    enabled: (state) => symbolAt(state) !== undefined,
    run: (state) =>
      state.openPage({ kind: 'definition', symbol: symbolAt(state) ?? '', owner: ownerAt(state) }),
  },
} satisfies Partial<Record<CommandId, Command>>;

const copying = {
  findInAnswer: { enabled: (state) => isReading(state) || hasTab(state), run: findInAnswer },
  copyName: {
    enabled: (state) => symbolAt(state) !== undefined,
    run: (state) => void state.copyText(symbolAt(state) ?? ''),
  },
  copyDefinition: {
    enabled: (state) => symbolAt(state) !== undefined,
    run: (state) => void state.copyDefinition(symbolAt(state) ?? '', ownerAt(state)),
  },
  copyJson: { enabled: hasEvent, run: onTab((state, tab) => void state.copyEvent(tab, 'json')) },
  copyHex: { enabled: hasMessage, run: onTab((state, tab) => void state.copyEvent(tab, 'hex')) },
  copyBase64: {
    enabled: hasMessage,
    run: onTab((state, tab) => void state.copyEvent(tab, 'base64')),
  },
  saveMessage: {
    enabled: (state) => hasMessage(state) && !isExporting(state.exports[state.activeTab ?? '']),
    run: onTab((state, tab) => state.openSaveMessage(tab)),
  },
} satisfies Partial<Record<CommandId, Command>>;

const windowing = {
  commands: { enabled: always, run: (state) => state.showDialog('commands') },
  settings: { enabled: always, run: (state) => state.showDialog('settings') },
  about: { enabled: always, run: (state) => state.showDialog('about') },
  toggleSidebar: {
    enabled: always,
    run: ({ sidebarShown, showSidebar }) => showSidebar(!sidebarShown),
  },
  zoomIn: { enabled: always, run: (state) => state.zoom(1) },
  zoomOut: { enabled: always, run: (state) => state.zoom(-1) },
  zoomReset: { enabled: always, run: (state) => state.zoom(0) },
  systemTheme: { enabled: isOtherTheme('system'), run: chooseTheme('system') },
  lightTheme: { enabled: isOtherTheme('light'), run: chooseTheme('light') },
  darkTheme: { enabled: isOtherTheme('dark'), run: chooseTheme('dark') },
  highContrast: {
    enabled: always,
    run: ({ settings, changeSettings }) =>
      changeSettings({ contrast: settings.contrast === 'more' ? 'system' : 'more' }),
  },
  newWindow: { enabled: always, run: (state) => void state.newWindow() },
  showLog: { enabled: always, run: (state) => void state.showLog() },
  copyDiagnostics: { enabled: always, run: (state) => void state.copyDiagnostics() },
  quit: { enabled: always, run: (state) => void state.quit() },
} satisfies Partial<Record<CommandId, Command>>;

function showPart(part: Parameters<AppState['setResponsePart']>[1]): Command['run'] {
  return onTab((state, tab) => state.setResponsePart(tab, part));
}

function switchAnswers(option: 'emitDefaults' | 'originalNames'): Command['run'] {
  return ({ settings, changeSettings }) => changeSettings({ [option]: !settings[option] });
}

type Theme = AppState['settings']['theme'];

function isOtherTheme(theme: Theme): Command['enabled'] {
  return ({ settings }) => settings.theme !== theme;
}

function chooseTheme(theme: Theme): Command['run'] {
  return (state) => state.changeSettings({ theme });
}

/** One for each entry of the table; a missing one does not compile. */
const commands: { readonly [Id in CommandId]: Command } = {
  ...calling,
  ...requests,
  ...messageCommands,
  ...savedCommands,
  ...historyCommands,
  ...timelineCommands,
  ...showing,
  ...reading,
  ...copying,
  ...windowing,
};

export function isEnabled(id: CommandId, state: AppState): boolean {
  return commands[id].enabled(state);
}

/** What can be done now, in the table's order. */
export function enabledCommands(state: AppState): readonly CommandId[] {
  return commandIds.filter((id) => isEnabled(id, state));
}

/** Runs a command where it can be run now. */
export function runCommand(id: CommandId, state: AppState): void {
  if (isEnabled(id, state)) commands[id].run(state);
}

/** The command whose keys are down. */
export function commandPressed(pressed: KeyboardEvent, platform: string): CommandId | undefined {
  return commandIds.find((id) => {
    const { shortcut, alsoKeys = [] } = commandEntry(id);
    const all = shortcut === undefined ? alsoKeys : [shortcut, ...alsoKeys];
    return all.some((keys) => isPressed(keys, pressed, platform));
  });
}

/** How a command's keys are written; `undefined` when it has none. */
export function commandKeys(id: CommandId, platform: string): string | undefined {
  const { shortcut } = commandEntry(id);
  return shortcut === undefined ? undefined : shortcutText(shortcut, platform);
}

/** What a command is found by. */
export function commandWords(id: CommandId): string {
  const { title, words = '' } = commandEntry(id);
  return `${title} ${words}`;
}

export function commandTitle(id: CommandId): string {
  return commandTable[id].title;
}
