import { CopyButton } from './CopyButton.tsx';
import './BytesView.css';

interface BytesViewProps {
  /** Names the region. */
  readonly label: string;
  /** The bytes in hex, sixteen a line, with their place and as ASCII. */
  readonly text: string;
  readonly onCopy: (text: string) => void;
}

/** Bytes that are nothing else, to read, select and copy. */
export function BytesView({ label, text, onCopy }: BytesViewProps) {
  return (
    <section className="bytes-view" aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard too */}
      <pre className="data" tabIndex={0}>
        {text}
      </pre>
      <div className="bytes-view-copy">
        <CopyButton label="Copy as text" text={() => text} onCopy={onCopy} />
      </div>
    </section>
  );
}
