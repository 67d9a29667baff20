import { useCallback, useEffect, useRef } from 'react';
import type { TextInfo } from '#app/contract/message-text.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { formatBytes, formatCount } from '#renderer/ui/format.ts';
import { onFindRequests } from '#renderer/ui/large-text/find-request.ts';
import { LargeText } from '#renderer/ui/large-text/LargeText.tsx';
import { TextFind } from '#renderer/ui/large-text/TextFind.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { QuietBar } from '#renderer/ui/QuietBar.tsx';
import { SaveMessageButton } from './SaveMessageButton.tsx';
import type { TextView } from './text-view.ts';

interface LargeMessageProps {
  readonly tabId: string;
  readonly callId: string;
  readonly seq: number;
  /** Names its lines. */
  readonly label: string;
}

/** A message that is too large to be here: its text stays in the engine, and what is in view is asked for. */
export function LargeMessage({ tabId, callId, seq, label }: LargeMessageProps) {
  const open = useApp((state) => state.openText);
  const leave = useApp((state) => state.leaveText);
  const text = useApp((state) => state.text);
  // Another form is another text.
  const form = useApp(({ settings }) => `${settings.emitDefaults} ${settings.originalNames}`);
  useEffect(() => {
    if (form !== '') void open(callId, seq);
    return () => leave(callId, seq);
  }, [open, leave, callId, seq, form]);
  if (text?.callId !== callId || text.seq !== seq) return null;
  return <OpenText tabId={tabId} text={text} label={label} />;
}

interface OpenTextProps {
  readonly tabId: string;
  readonly text: TextView;
  readonly label: string;
}

function OpenText({ tabId, text, label }: OpenTextProps) {
  const { info, error } = text;
  const root = useFind(text);
  const [first, ...more] = info?.notes ?? [];
  const problem = error?.message ?? info?.fault;
  const isWorking = error === undefined && info?.isDone !== true;
  return (
    <div ref={root} className={`large-text large-text-${info?.kind ?? 'json'}`}>
      {problem === undefined ? null : <Notice tone="danger" title={problem} hint={error?.hint} />}
      {first === undefined ? null : <Notice tone="warn" title={first} oneLine />}
      <QuietBar isActive={isWorking} label="Writing the message as text…" />
      <div className="large-text-body">
        <Lines text={text} label={label} />
        <TakeAlong tabId={tabId} text={text} />
      </div>
      <Find text={text} />
      {info === null ? null : (
        <p className="large-text-state">
          <span>{[stateText(info), ...more].filter((part) => part !== '').join(' · ')}</span>
        </p>
      )}
    </div>
  );
}

/** The whole of it, for elsewhere. */
function TakeAlong({ tabId, text }: { readonly tabId: string; readonly text: TextView }) {
  const { callId, seq, info } = text;
  const copy = useApp((state) => state.copyMessage);
  return (
    <div className="large-text-copy">
      <SaveMessageButton tabId={tabId} seq={seq} />
      {info?.isDone === true && info.kind === 'json' && info.rows > 0 ? (
        <CopyButton label="Copy as JSON" text={() => ''} onCopy={() => void copy(callId, seq)} />
      ) : null}
    </div>
  );
}

function Lines({ text, label }: { readonly text: TextView; readonly label: string }) {
  const { info, rows, search } = text;
  const want = useApp((state) => state.wantTextRows);
  const copy = useApp((state) => state.copyTextRows);
  const onRange = useCallback((from: number, to: number) => want({ from, to: to - 1 }), [want]);
  return (
    <LargeText
      // Another text begins at its own start.
      key={`${info?.textId}`}
      label={label}
      kind={info?.kind ?? 'json'}
      count={info?.rows ?? 0}
      lines={info?.lines ?? 0}
      longest={info?.longest ?? 0}
      rowAt={(row) => rows.get(row)}
      onRange={onRange}
      onCopy={(from, count) => void copy(from, count)}
      wanted={search ?? undefined}
      match={search?.match}
    />
  );
}

function Find({ text: { search } }: { readonly text: TextView }) {
  const find = useApp((state) => state.findInText);
  const step = useApp((state) => state.stepInText);
  const close = useApp((state) => state.closeTextFind);
  if (search === null) return null;
  return (
    <TextFind
      wanted={search}
      matches={search.matches}
      isMore={search.isMore}
      isDone={search.isDone}
      index={search.match?.index}
      onFind={({ words, isCaseSensitive }) => void find(words, isCaseSensitive)}
      onStep={(by) => void step(by)}
      onClose={close}
    />
  );
}

/** Hears when somebody wants to find something, and gives the focus back after it. */
function useFind({ search }: TextView) {
  const root = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const find = useApp((state) => state.findInText);
  const close = useApp((state) => state.closeTextFind);
  const isOpen = search !== null;
  useEffect(() => {
    if (root.current === null) return;
    return onFindRequests(
      root.current,
      () => {
        const field = root.current?.querySelector<HTMLInputElement>('.find-field');
        if (field) return field.select();
        cameFrom.current = document.activeElement;
        void find('', false);
      },
      () => {
        if (isOpen) close();
        return isOpen;
      },
    );
  }, [find, close, isOpen]);
  useEffect(() => {
    if (isOpen || cameFrom.current === null) return;
    if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected)
      cameFrom.current.focus();
    cameFrom.current = null;
  }, [isOpen]);
  return root;
}

function stateText({ kind, rows, lines, bytes, isDone }: TextInfo): string {
  if (rows === 0) return isDone ? '' : 'Writing the message as text…';
  if (kind === 'hex') return `${formatCount(lines)} lines of bytes`;
  const what = `${formatCount(lines)} ${lines === 1 ? 'line' : 'lines'}, ${formatBytes(bytes)} as JSON`;
  return isDone ? what : `${what} so far`;
}
