import { Plus, X } from 'lucide-react';
import type { Variable } from '#app/contract/workspace.ts';
import { writtenType } from '#app/core/variables/written-type.ts';
import { Button } from './Button.tsx';
import './MetadataEditor.css';
import './VariablesEditor.css';

interface VariablesEditorProps {
  readonly rows: readonly Variable[];
  readonly onChange: (rows: readonly Variable[]) => void;
}

/** Variables by name and value. A value that is JSON stands for itself in a message, text for a string. */
export function VariablesEditor({ rows, onChange }: VariablesEditorProps) {
  function replace(index: number, replacement: readonly Variable[]) {
    onChange([...rows.slice(0, index), ...replacement, ...rows.slice(index + 1)]);
  }
  return (
    <div className="variables-editor" data-variables>
      {rows.map((row, index) => (
        <Row
          // Rows have no identity but their place.
          key={`row ${index.toString()}`}
          row={row}
          number={index + 1}
          onReplace={(replacement) => replace(index, replacement)}
        />
      ))}
      <div>
        <Button
          tone="quiet"
          onPress={() => onChange([...rows, { name: '', value: '', type: 'text' }])}
        >
          <Plus size={14} aria-hidden="true" />
          Add variable
        </Button>
      </div>
    </div>
  );
}

/** A type that nobody chose goes with what is typed. */
function withValue(row: Variable, value: string): Variable {
  const isChosen = row.type !== writtenType(row.value);
  return { ...row, value, type: isChosen ? row.type : writtenType(value) };
}

interface RowProps {
  readonly row: Variable;
  readonly number: number;
  readonly onReplace: (rows: readonly Variable[]) => void;
}

function Row({ row, number, onReplace }: RowProps) {
  return (
    <div className="variables-row">
      <input
        type="text"
        className="field-input data"
        aria-label={`Variable name ${number}`}
        placeholder="name"
        value={row.name}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onReplace([{ ...row, name: event.target.value }])}
      />
      <input
        type="text"
        className="field-input data"
        aria-label={`Variable value ${number}`}
        placeholder="value"
        value={row.value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onReplace([withValue(row, event.target.value)])}
      />
      <select
        className="field-input"
        aria-label={`Variable type ${number}`}
        title="In a message, text stands for a string and JSON for itself"
        value={row.type}
        onChange={(event) =>
          onReplace([{ ...row, type: event.target.value === 'json' ? 'json' : 'text' }])
        }
      >
        <option value="text">Text</option>
        <option value="json">JSON</option>
      </select>
      <button
        type="button"
        className="metadata-row-remove"
        aria-label={`Remove variable ${number}`}
        title={`Remove variable ${number}`}
        onClick={() => onReplace([])}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
