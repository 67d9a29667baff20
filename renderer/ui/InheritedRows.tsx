import type { MetadataRow } from './metadata-paste.ts';
import type { InheritedRow } from './metadata-rows.ts';
import { shownText } from './shown-text.ts';
import './MetadataEditor.css';
import './InheritedRows.css';

interface InheritedRowsProps {
  readonly rows: readonly InheritedRow[];
  /** What is said here; a row of it, also one that is switched off, takes the place of those of its name. */
  readonly own: readonly MetadataRow[];
  readonly onChange: (own: readonly MetadataRow[]) => void;
  /** What the variables of a value come to, shown on hover; `undefined` where it has none. */
  readonly comesTo?: ((text: string) => string | undefined) | undefined;
}

/** Metadata that is inherited, and can be switched off here. */
export function InheritedRows({ rows, own, onChange, comesTo }: InheritedRowsProps) {
  const names = new Set(own.map(({ name }) => name.trim().toLowerCase()));
  const left = rows.filter(({ name }) => !names.has(name.trim().toLowerCase()));
  if (left.length === 0) return null;
  return (
    <ul className="inherited-rows" aria-label="Inherited metadata">
      {left.map(({ name, value, from }, index) => (
        // The same name may come several times.
        <li key={`${index.toString()} ${name}`} className="inherited-row">
          <input
            type="checkbox"
            className="metadata-row-switch"
            aria-label={`Send ${shownText(name)}`}
            checked
            onChange={() => onChange([...own, { name, value: '', disabled: true }])}
          />
          <span className="inherited-row-text data">{shownText(name)}</span>
          <span className="inherited-row-value">
            <span className="inherited-row-text data" title={shownText(comesTo?.(value) ?? value)}>
              {shownText(value)}
            </span>
            <span className="inherited-row-from">{`inherited from ${shownText(from)}`}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
