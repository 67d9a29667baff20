import { Save } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { MethodSummary } from '#app/contract/schema.ts';
import { sentences } from '#renderer/features/connection/index.ts';
import {
  inheritedOfTab,
  placeName,
  shownResolved,
  valuesOfTab,
} from '#renderer/features/environment/index.ts';
import { MethodTypes } from '#renderer/features/reader/index.ts';
import { canSend, isRunning, sendsMany } from '#renderer/features/response/index.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useIsNarrow } from '#renderer/shell/use-is-narrow.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { KindIcon, kindName } from '#renderer/ui/KindIcon.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { shownText } from '#renderer/ui/shown-text.ts';
import { TextField } from '#renderer/ui/TextField.tsx';
import { PlayButton } from './player/PlayButton.tsx';
import { draftOfTab, methodOfTab, tabLostItsMethod } from './request.selectors.ts';
import { serviceOf } from './tab.ts';
import './MethodBar.css';

/** What is called, until when, and the one button. */
export function MethodBar({ tabId }: { readonly tabId: string }) {
  const method = useApp((state) => methodOfTab(state, tabId));
  // In a narrow window they are with the request's parts, where there is room.
  const isNarrow = useIsNarrow();
  if (method === undefined) return null;
  return (
    <div className="method-bar">
      <Kind method={method} />
      <h1 className="method-bar-name data" title={shownText(method.path)}>
        <span className="method-bar-service start-gives-way">
          <bdi>{shownText(serviceOf(method))}</bdi>
        </span>
        <span className="method-bar-slash"> / </span>
        <span>{shownText(method.name)}</span>
      </h1>
      {isNarrow || method.input === '' ? null : <MethodTypes method={method} />}
      <Deadline tabId={tabId} />
      <SaveButton />
      <CallButtons tabId={tabId} isStream={sendsMany(method.kind)} />
    </div>
  );
}

/** Of a method that nobody has seen here no kind is known. */
function Kind({ method: { kind, input } }: { readonly method: MethodSummary }) {
  const isKnown = input !== '';
  return (
    <span
      className="method-bar-kind"
      title={isKnown ? kindName(kind) : 'No schema that is known here has it'}
    >
      <KindIcon kind={isKnown ? kind : undefined} />
    </span>
  );
}

function Deadline({ tabId }: { readonly tabId: string }) {
  const deadline = useApp((state) => draftOfTab(state, tabId).deadline);
  const fault = useApp((state) => draftOfTab(state, tabId).faults.deadline);
  const usual = useApp((state) => state.settings.deadline);
  const inherited = useApp((state) => inheritedOfTab(state, tabId).deadline);
  const said = inherited?.value ?? usual;
  const comesTo = useApp((state) => shownResolved(said, valuesOfTab(state, tabId)));
  const setDeadline = useApp((state) => state.setDeadline);
  const leaveDeadline = useApp((state) => state.leaveDeadline);
  return (
    <div
      className="method-bar-deadline"
      data-variables
      title={
        inherited && deadline === ''
          ? `${shownText(comesTo ?? inherited.value)}, inherited from ${shownText(placeName(inherited.from))}`
          : undefined
      }
    >
      <span className="method-bar-label" aria-hidden="true">
        Deadline
      </span>
      <TextField
        label="Deadline"
        isLabelHidden
        mono
        placeholder={said === '' ? 'none' : said}
        value={deadline}
        onChange={(text) => setDeadline(tabId, text)}
        onBlur={() => leaveDeadline(tabId)}
        fault={fault && sentences([fault.message, fault.hint])}
      />
    </div>
  );
}

function SaveButton() {
  const save = useCommand('save');
  const isNowhere = useApp((state) => state.workspace === null);
  return (
    <IconButton
      label="Save"
      isDisabled={isNowhere}
      shortcut={save.keys}
      icon={<Save size={16} aria-hidden="true" />}
      onPress={save.run}
    />
  );
}

/**
 * The primary button stays the same element, in the same place, when Start becomes Send: whoever
 * pressed it by keyboard keeps the focus.
 */
function CallButtons({ tabId, isStream }: { readonly tabId: string; readonly isStream: boolean }) {
  const running = useApp((state) => isRunning(state.calls[tabId]));
  const sendable = useApp((state) => canSend(state.calls[tabId]));
  const cancelling = useApp((state) => state.calls[tabId]?.cancelling === true);
  const isGone = useApp((state) => tabLostItsMethod(state, tabId));
  const call = useCommand('call');
  const sendAll = useCommand('sendAll');
  const hasSeveral = useApp((state) => draftOfTab(state, tabId).messages.length > 1);
  const finish = useCommand('finish');
  const cancel = useCommand('cancel');
  const buttons = useRef<HTMLDivElement>(null);
  const toPrimary = useMemo(
    () =>
      passFocusOn(() => buttons.current?.querySelector<HTMLElement>('.button-primary')?.focus()),
    [],
  );
  return (
    <div ref={buttons} className="method-bar-buttons">
      {running ? (
        <span ref={toPrimary}>
          <Button tone="danger" isDisabled={cancelling} shortcut={cancel.keys} onPress={cancel.run}>
            Cancel
          </Button>
        </span>
      ) : null}
      {sendable && hasSeveral ? (
        <span ref={toPrimary}>
          <Button onPress={sendAll.run}>Send all</Button>
        </span>
      ) : null}
      {sendable ? (
        <span ref={toPrimary}>
          <Button onPress={finish.run}>Finish sending</Button>
        </span>
      ) : null}
      {sendable ? (
        <span ref={toPrimary}>
          <PlayButton tabId={tabId} />
        </span>
      ) : null}
      <Button
        tone="primary"
        isDisabled={(running || isGone) && !sendable}
        shortcut={call.keys}
        onPress={call.run}
      >
        {sendable ? 'Send' : isStream ? 'Start' : 'Invoke'}
      </Button>
    </div>
  );
}
