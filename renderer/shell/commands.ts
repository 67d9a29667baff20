import {
  activeTarget,
  isConnected,
  isConnecting,
  settingsOf,
} from '#renderer/features/connection/index.ts';
import { canSend, isRunning } from '#renderer/features/response/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { findInAnswer } from './find-in-answer.ts';
import { focusField } from './focus-field.ts';
import { isPressed, type Shortcut, shortcutText } from './shortcut.ts';

/** Something a person can do, by a button, a shortcut or (later) the palette. */
interface Command {
  readonly title: string;
  readonly shortcut?: Shortcut;
  readonly enabled: (state: AppState) => boolean;
  readonly run: (state: AppState) => void;
}

const always = () => true;
const hasTab = ({ activeTab }: AppState) => activeTab !== null;
const activeCall = (state: AppState) => state.calls[state.activeTab ?? ''];

function onTab(run: (state: AppState, tabId: string) => void): (state: AppState) => void {
  return (state) => {
    if (state.activeTab !== null) run(state, state.activeTab);
  };
}

/** Everything there is to do that needs no further word. */
const commands = {
  call: {
    title: 'Invoke, start or send',
    shortcut: { key: 'Enter', mod: true },
    enabled: (state) =>
      hasTab(state) && (canSend(activeCall(state)) || !isRunning(activeCall(state))),
    run: onTab((state, tab) => {
      void (canSend(state.calls[tab]) ? state.sendMessage(tab) : state.startCall(tab));
    }),
  },
  finish: {
    title: 'Finish sending',
    enabled: (state) => canSend(activeCall(state)),
    run: onTab((state, tab) => void state.finishSending(tab)),
  },
  cancel: {
    title: 'Cancel the call, or connecting',
    shortcut: { key: 'Escape' },
    enabled: (state) => isRunning(activeCall(state)) || isConnecting(state),
    run(state) {
      if (state.activeTab !== null && isRunning(activeCall(state)))
        void state.cancelCall(state.activeTab);
      else state.stopConnecting(settingsOf(activeTarget(state)));
    },
  },
  newRequest: {
    title: 'New request',
    shortcut: { key: 't', mod: true },
    enabled: always,
    run(state) {
      state.chooseForNewTab(true);
      focusField('Filter services');
    },
  },
  goToMethod: {
    title: 'Go to method',
    shortcut: { key: 'p', mod: true },
    enabled: always,
    run(state) {
      state.chooseForNewTab(false);
      focusField('Filter services');
    },
  },
  goToAddress: {
    title: 'Go to server address',
    shortcut: { key: 'l', mod: true },
    enabled: always,
    run: () => focusField('Server address'),
  },
  findInAnswer: {
    title: 'Find in the answer',
    shortcut: { key: 'f', mod: true },
    enabled: hasTab,
    run: findInAnswer,
  },
  refreshSchema: {
    title: 'Refresh schema',
    enabled: isConnected,
    run: (state) => void state.refreshSchema(),
  },
  addSchema: {
    title: 'Add schema',
    enabled: always,
    run: (state) => state.openAddSchema(),
  },
  closeTab: {
    title: 'Close tab',
    shortcut: { key: 'w', mod: true },
    enabled: hasTab,
    run: onTab((state, tab) => state.closeTab(tab)),
  },
  reopenTab: {
    title: 'Reopen closed tab',
    shortcut: { key: 't', mod: true, shift: true },
    enabled: ({ closedTabs }) => closedTabs.length > 0,
    run: (state) => state.reopenTab(),
  },
  nextTab: {
    title: 'Next tab',
    shortcut: { key: 'Tab', ctrl: true },
    enabled: hasTab,
    run: (state) => state.stepTab(1),
  },
  previousTab: {
    title: 'Previous tab',
    shortcut: { key: 'Tab', ctrl: true, shift: true },
    enabled: hasTab,
    run: (state) => state.stepTab(-1),
  },
} satisfies { readonly [id: string]: Command };

export type CommandId = keyof typeof commands;

function commandOf(id: CommandId): Command {
  return commands[id];
}

/** Runs a command where it can be run now. */
export function runCommand(id: CommandId, state: AppState): void {
  const command = commandOf(id);
  if (command.enabled(state)) command.run(state);
}

/** The command whose keys are down. */
export function commandPressed(pressed: KeyboardEvent, platform: string): CommandId | undefined {
  return commandIds.find((id) => {
    const { shortcut } = commandOf(id);
    return shortcut !== undefined && isPressed(shortcut, pressed, platform);
  });
}

/** How a command's keys are written; `undefined` when it has none. */
export function commandKeys(id: CommandId, platform: string): string | undefined {
  const { shortcut } = commandOf(id);
  return shortcut === undefined ? undefined : shortcutText(shortcut, platform);
}

const commandIds = Object.keys(commands).filter((id): id is CommandId => id in commands);
