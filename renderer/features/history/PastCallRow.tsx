import { FileWarning, Send } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { HistoryItem } from '#app/contract/history.ts';
import type { MethodKind } from '#app/contract/schema.ts';
import { useElapsed } from '#renderer/features/response/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import { KindIcon } from '#renderer/ui/KindIcon.tsx';
import { StatusText } from '#renderer/ui/StatusText.tsx';
import { shownLines, shownText } from '#renderer/ui/shown-text.ts';
import {
  countsText,
  lackText,
  methodName,
  type PastCall,
  pastCallName,
  whenText,
} from './past-call-text.ts';

interface PastCallRowProps {
  readonly id: string;
  readonly item: HistoryItem;
  readonly index: number;
  /** In pixels. */
  readonly top: number;
  /** How many calls there are in all. */
  readonly total: number;
  /** Of its method, where that is known. */
  readonly kind: MethodKind | undefined;
  readonly isActive: boolean;
  /** It is what the tab in view shows. */
  readonly isCurrent: boolean;
}

/** One call of the history, in two lines. */
export const PastCallRow = memo(function PastCallRow(props: PastCallRowProps) {
  const { id, index, top, total, kind, isActive, isCurrent } = props;
  const item = useLive(props.item);
  const { call, fault, startedAt } = item;
  const now = Date.now();
  const marks = [isActive && 'history-row-active', isCurrent && 'history-row-current'];
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className={['history-row', ...marks].filter(Boolean).join(' ')}
      style={{ top }}
      data-index={index}
      aria-label={pastCallName(item, now)}
      aria-selected={isActive}
      aria-current={isCurrent ? 'true' : undefined}
      aria-posinset={index + 1}
      aria-setsize={total}
      title={titleOf(item)}
    >
      <span className="history-line">
        <Mark call={call} kind={kind} />
        <span className="history-method">
          {call === undefined ? 'Unreadable call' : <CallName call={call} />}
        </span>
        <span className="history-when">{whenText(startedAt, now)}</span>
      </span>
      <span className="history-line history-outcome">
        {call === undefined ? (
          shownText(fault ?? '')
        ) : (
          <Outcome call={call} kind={kind} lack={lackText(item)} />
        )}
      </span>
    </div>
  );
});

/** Milliseconds between two looks at the clock: nobody reads a list by tenths of a second. */
const tick = 1000;

/** A call that goes on, as its tab knows it now; its time goes on, whatever happens in it. */
function useLive(item: HistoryItem): HistoryItem {
  const { call, callId } = item;
  const isRunning = call?.isRunning === true;
  const shown = useApp(({ calls }) =>
    isRunning ? Object.values(calls).find((one) => one.callId === callId) : undefined,
  );
  const asRead = useMemo(
    () => ({ elapsed: Date.now() - item.startedAt, newsAt: performance.now() }),
    [item],
  );
  const live = shown?.summary ?? undefined;
  const { elapsed, newsAt } = live ? { elapsed: live.elapsed, newsAt: shown?.newsAt ?? 0 } : asRead;
  const phase = live?.phase ?? (isRunning ? 'streaming' : 'ended');
  const now = useElapsed({ elapsed, phase }, newsAt, tick);
  if (call === undefined || !isRunning) return item;
  const { sent, received } = live ?? call;
  return { ...item, call: { ...call, sent, received, elapsed: now } };
}

function Mark({
  call,
  kind,
}: Pick<PastCallRowProps, 'kind'> & { readonly call?: PastCall | undefined }) {
  if (call === undefined)
    return <FileWarning className="history-unreadable" size={16} aria-hidden="true" />;
  if (kind === undefined) return <Send className="history-unknown" size={16} aria-hidden="true" />;
  return <KindIcon kind={kind} />;
}

/** A saved request is known by its name; several may be of one method. */
function CallName({ call: { title, method } }: { readonly call: PastCall }) {
  if (title === undefined) return shownText(methodName(method));
  return (
    <>
      {shownText(title)}
      <span className="history-of">{` ${shownText(methodName(method))}`}</span>
    </>
  );
}

interface OutcomeProps extends Pick<PastCallRowProps, 'kind'> {
  readonly call: PastCall;
  readonly lack: string | undefined;
}

/** What is most worth knowing first: the end of the line may have no room. */
function Outcome({ call, kind, lack }: OutcomeProps) {
  return (
    <>
      {call.isRunning ? (
        <span className="history-running">running</span>
      ) : (
        <StatusText code={call.code} status={call.status} />
      )}
      {lack && <span className="history-lack">{`\u00a0· ${lack}`}</span>}
      <span className="history-counts">{` · ${countsText(call, kind)} · ${shownText(call.target)}`}</span>
    </>
  );
}

function titleOf({ call, fault, bytes, startedAt }: HistoryItem): string {
  const lines = [
    call?.method,
    call?.target,
    call?.cutOff,
    fault,
    `${new Date(startedAt).toString()}, ${formatBytes(bytes)} on the disk`,
  ];
  return shownLines(lines.filter((line) => line !== undefined).join('\n'));
}
