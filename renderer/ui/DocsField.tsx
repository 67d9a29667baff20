import { useState } from 'react';
import { Button } from './Button.tsx';
import { Markdown } from './Markdown.tsx';
import './DocsField.css';

interface DocsFieldProps {
  /** Names the editor. */
  readonly label: string;
  /** What to write, where there is nothing. */
  readonly invitation: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Whoever wants to write can. */
function takeFocus(field: HTMLTextAreaElement | null): void {
  field?.focus();
}

/** Markdown to be read, and edited when that is asked for. */
export function DocsField({ label, invitation, text, onChange }: DocsFieldProps) {
  const [isEdited, setEdited] = useState(false);
  return (
    <section className="docs-field" aria-label={label}>
      <div className="docs-field-head">
        <h3>{label}</h3>
        <Button tone="quiet" onPress={() => setEdited(!isEdited)}>
          {isEdited ? 'Done' : text === '' ? 'Write…' : 'Edit'}
        </Button>
      </div>
      {isEdited ? (
        <textarea
          ref={takeFocus}
          className="docs-field-text field-input data"
          aria-label={`${label}, Markdown`}
          placeholder={invitation}
          value={text}
          rows={8}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : null}
      {!isEdited && text !== '' ? <Markdown text={text} /> : null}
    </section>
  );
}
