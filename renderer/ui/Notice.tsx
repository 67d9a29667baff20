import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { shownLines, shownSentence, shownText } from './shown-text.ts';
import './Notice.css';

interface NoticeAction {
  readonly label: string;
  readonly onPress: () => void;
}

interface NoticeProps {
  readonly tone: 'info' | 'warn' | 'danger';
  /** What happened, in a sentence. */
  readonly title: string;
  readonly children?: ReactNode;
  /** What to try. */
  readonly hint?: string | undefined;
  /** The next steps as buttons, the likeliest first. */
  readonly actions?: readonly NoticeAction[] | undefined;
  /** Other ways on, behind those: they need not stay in view where there is little room. */
  readonly others?: readonly NoticeAction[] | undefined;
  /** Its buttons stand beside the title, which scrolls where it is very long. */
  readonly compact?: boolean | undefined;
  /** Takes one line, or the few that its place grants, however long the title is; all of it is shown on hover. */
  readonly oneLine?: boolean | undefined;
}

/** In a low place a long text scrolls, by the keyboard too. */
function reachWhereItScrolls(text: HTMLElement | null): void {
  if (text === null) return;
  const { overflowY } = getComputedStyle(text);
  const scrolls = overflowY === 'auto' && text.scrollHeight > text.clientHeight;
  if (scrolls) text.tabIndex = 0;
  else text.removeAttribute('tabindex');
}

const marks = { info: Info, warn: TriangleAlert, danger: CircleAlert } as const;

/** Something to know, where it belongs. */
export function Notice(props: NoticeProps) {
  const { tone, title, children, hint, compact = false, oneLine = false } = props;
  const { actions = [], others = [] } = props;
  const form = oneLine ? 'one-line' : compact ? 'compact' : 'whole';
  const shown = oneLine ? shownSentence : shownLines;
  const Mark = marks[tone];
  return (
    <div
      className={`notice notice-${tone} notice-${form}`}
      role={tone === 'danger' ? 'alert' : 'note'}
    >
      <Mark className="notice-mark" size={16} aria-hidden="true" />
      <div className="notice-text">
        <p
          ref={(text) => reachWhereItScrolls(text)}
          className="notice-title"
          title={oneLine ? shownLines(title) : undefined}
        >
          {shown(title)}
        </p>
        {hint === undefined ? null : <p className="notice-hint">{shown(hint)}</p>}
        <NoticeActions actions={actions} />
        <NoticeActions actions={others} />
        {/* Last, because it may be long. */}
        {children}
      </div>
    </div>
  );
}

function NoticeActions({ actions }: { readonly actions: readonly NoticeAction[] }) {
  if (actions.length === 0) return null;
  return (
    <div className="notice-actions">
      {actions.map(({ label, onPress }) => (
        <Button key={label} onPress={onPress}>
          {label}
        </Button>
      ))}
    </div>
  );
}

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: readonly NoticeAction[] | undefined;
}

/** What an empty place is for, and the way to fill it. */
export function EmptyState({ title, children, actions = [] }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <p className="empty-state-title">{shownText(title)}</p>
      {children === undefined ? null : <div className="empty-state-text">{children}</div>}
      {actions.length === 0 ? null : (
        <div className="empty-state-actions">
          {actions.map(({ label, onPress }) => (
            <Button key={label} onPress={onPress}>
              {label}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
