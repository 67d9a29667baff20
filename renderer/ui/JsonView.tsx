import type { ReactNode } from 'react';
import { CodeEditor } from './CodeEditor.tsx';
import { CopyButton } from './CopyButton.tsx';
import { formatCount } from './format.ts';
import './JsonView.css';

interface JsonViewProps {
  /** Names the textbox. */
  readonly label: string;
  readonly text: string;
  /** Characters that `text` leaves out at its end. */
  readonly omitted: number;
  /** Long lines go on in the next; without it they scroll. */
  readonly wraps?: boolean | undefined;
  readonly onCopy?: ((text: string) => void) | undefined;
  /** What else can be done with it: icon buttons. */
  readonly children?: ReactNode;
}

/** JSON to read, fold, select and copy. */
export function JsonView({ label, text, omitted, wraps, onCopy, children }: JsonViewProps) {
  return (
    <div className="json-view">
      <div className="json-view-text">
        <CodeEditor label={label} value={text} readOnly wraps={wraps} />
      </div>
      <div className="json-view-copy">
        {children}
        <CopyButton label="Copy as JSON" text={() => text} onCopy={onCopy} />
      </div>
      {omitted === 0 ? null : (
        <p className="json-view-omitted">{formatCount(omitted)} more characters are not shown</p>
      )}
    </div>
  );
}
