import { useState } from 'react';
import { Notice } from '#renderer/ui/Notice.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { toMessage } from './to-message.ts';
import './RequestNotices.css';

interface FoldedNoticeProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly actions: readonly { readonly label: string; readonly onPress: () => void }[];
  /** Lines under a title of their own; those without lines are left out. */
  readonly parts: readonly (readonly [title: string, lines: readonly string[]])[];
}

/** What differs, line by line; where the room is the message's it is a press away. */
export function FoldedNotice({ title, hint, actions, parts }: FoldedNoticeProps) {
  const [isOpen, setIsOpen] = useState(false);
  // Only to be seen where there is little room.
  const details = {
    label: isOpen ? 'Hide details' : 'Show details',
    onPress: () => setIsOpen(!isOpen),
  };
  return (
    <div ref={toMessage} className={`folded-notice ${isOpen ? 'folded-notice-open' : ''}`}>
      <Notice tone="warn" title={title} hint={hint} actions={[details, ...actions]}>
        {parts.map(([name, lines]) => (
          <Lines key={name} title={name} lines={lines} />
        ))}
      </Notice>
    </div>
  );
}

/** More of them are counted, not listed. */
const linesShown = 12;

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  const more = lines.length - linesShown;
  if (lines.length === 0) return null;
  return (
    <>
      {title === '' ? null : <p className="folded-notice-title">{shownText(title)}</p>}
      <ul className="folded-notice-lines data">
        {lines.slice(0, linesShown).map((line) => (
          <li key={line}>{shownText(line)}</li>
        ))}
        {more > 0 ? <li>{`… and ${more} more`}</li> : null}
      </ul>
    </>
  );
}
