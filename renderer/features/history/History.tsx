import { ChevronDown, ChevronRight, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { useApp } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { EmptyState, Notice } from '#renderer/ui/Notice.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { shownText } from '#renderer/ui/shown-text.ts';
import { HistoryList } from './HistoryList.tsx';
import './History.css';

/** The calls that were made, the newest first. */
export function History() {
  const shown = useApp((state) => state.historyShown);
  const hasStarted = useApp((state) => state.app !== null);
  const read = useApp((state) => state.readHistory);
  useEffect(() => {
    if (shown && hasStarted) void read();
  }, [shown, hasStarted, read]);
  return (
    <nav className="history" aria-label="Past calls">
      <Header />
      {shown ? <Calls /> : null}
    </nav>
  );
}

function Header() {
  const shown = useApp((state) => state.historyShown);
  const show = useApp((state) => state.showHistory);
  const total = useApp((state) => state.pastTotal ?? 0);
  const showDialog = useApp((state) => state.showDialog);
  const Chevron = shown ? ChevronDown : ChevronRight;
  return (
    <header className="history-header">
      <h2>
        <button
          type="button"
          className="history-title"
          aria-expanded={shown}
          onClick={() => show(!shown)}
        >
          <Chevron size={14} aria-hidden="true" />
          History
          {total === 0 ? null : <span className="history-total">{formatCount(total)}</span>}
        </button>
      </h2>
      {shown && total > 0 ? (
        <IconButton
          label="Clear history…"
          icon={<Trash2 size={16} aria-hidden="true" />}
          onPress={() => showDialog('clearHistory')}
        />
      ) : null}
    </header>
  );
}

/** Where the keyboard goes from a notice that has been taken. */
const toList = passFocusOn(() =>
  document.querySelector<HTMLElement>('.history [role="listbox"]')?.focus(),
);

function Calls() {
  const fault = useApp((state) => state.historyFault);
  const dismiss = useApp((state) => state.dismissHistoryFault);
  const total = useApp((state) => state.pastTotal);
  const obstacle = useApp((state) => state.historyObstacle);
  return (
    <>
      {fault === null ? null : (
        <div ref={toList} className="history-notice">
          <Notice
            tone="danger"
            title={fault.message}
            hint={fault.hint}
            actions={[{ label: 'Dismiss', onPress: dismiss }]}
          />
        </div>
      )}
      <HistoryList />
      {total !== 0 ? null : obstacle === null ? (
        <EmptyState title="No calls yet">Past calls are kept here.</EmptyState>
      ) : (
        <EmptyState title="No call is kept">
          {shownText(`${obstacle}. Move it away: calls are kept from then on.`)}
        </EmptyState>
      )}
    </>
  );
}
