import { CopyButton } from './CopyButton.tsx';
import './BytesView.css';

interface BytesViewProps {
  /** Names the region. */
  readonly label: string;
  /** The bytes in hex, sixteen a line, with their place and as ASCII. */
  readonly text: string;
  readonly onCopy: (text: string) => void;
}

/** It may scroll, by the keyboard too. */
function reachByKeyboard(text: HTMLElement | null): void {
  if (text !== null) text.tabIndex = 0;
}

/** Bytes that are nothing else, to read, select and copy. */
export function BytesView({ label, text, onCopy }: BytesViewProps) {
  return (
    <section className="bytes-view" aria-label={label}>
      <pre ref={reachByKeyboard} className="data">
        {text}
      </pre>
      <div className="bytes-view-copy">
        <CopyButton label="Copy as text" text={() => text} onCopy={onCopy} />
      </div>
    </section>
  );
}
