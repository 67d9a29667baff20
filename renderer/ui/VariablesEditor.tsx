import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from 'react';
import type { AppError } from '#app/contract/result.ts';
import type { Variable } from '#app/contract/workspace.ts';
import { variableFaults } from '#app/core/variables/variable-fault.ts';
import { writtenType } from '#app/core/variables/written-type.ts';
import { Button } from './Button.tsx';
import { passFocusOn } from './pass-focus-on.ts';
import { shownText } from './shown-text.ts';
import './MetadataEditor.css';
import './VariablesEditor.css';

interface VariablesEditorProps {
  readonly rows: readonly Variable[];
  readonly onChange: (rows: readonly Variable[]) => void;
}

/** No file has a longer name. */
const longestName = 200;

/** Variables by name and value. A value that is JSON stands for itself in a message, text for a string. */
export function VariablesEditor({ rows, onChange }: VariablesEditorProps) {
  const list = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef<number>(undefined);
  const faults = useMemo(() => variableFaults(rows), [rows]);
  const toAdd = useMemo(
    () =>
      passFocusOn(() =>
        list.current?.querySelector<HTMLElement>('.variables-editor-add button')?.focus(),
      ),
    [],
  );
  useEffect(() => {
    const row = wantsFocus.current;
    if (row === undefined) return;
    wantsFocus.current = undefined;
    list.current?.querySelector<HTMLElement>(`[data-row="${row}"] input`)?.focus();
  });

  function add() {
    wantsFocus.current = rows.length;
    onChange([...rows, { name: '', value: '', type: 'text' }]);
  }
  return (
    <div className="variables-editor" ref={list} data-variables>
      {rows.map((row, index) => (
        // Rows have no identity but their place.
        <div key={`row ${index.toString()}`} ref={toAdd} data-row={index}>
          <Row
            row={row}
            number={index + 1}
            fault={faults[index]}
            onChange={(changed) => onChange(rows.with(index, changed))}
            onRemove={() => onChange(rows.toSpliced(index, 1))}
            onNext={index === rows.length - 1 ? add : undefined}
          />
        </div>
      ))}
      <div className="variables-editor-add">
        <Button tone="quiet" onPress={add}>
          <Plus size={14} aria-hidden="true" />
          Add variable
        </Button>
        {rows.length === 0 ? null : (
          <span className="variables-editor-note">
            In a message, outside of quotes, Text becomes a string and JSON stands as it is
          </span>
        )}
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
  readonly fault: AppError | undefined;
  readonly onChange: (row: Variable) => void;
  readonly onRemove: () => void;
  /** What Enter does. */
  readonly onNext: (() => void) | undefined;
}

function Row({ row, number, fault, onChange, onRemove, onNext }: RowProps) {
  const id = useId();
  const described = {
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault === undefined ? undefined : id,
  };
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
      return;
    onNext?.();
  }
  return (
    <div className="variables-row">
      <input
        type="text"
        className="field-input data"
        aria-label={`Variable name ${number}`}
        placeholder="name"
        value={row.name}
        maxLength={longestName}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange({ ...row, name: event.target.value })}
        onKeyDown={onKeyDown}
        {...described}
      />
      <input
        type="text"
        className="field-input data"
        aria-label={`Variable value ${number}`}
        placeholder="value"
        value={row.value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(withValue(row, event.target.value))}
        onKeyDown={onKeyDown}
        {...described}
      />
      <select
        className="field-input"
        aria-label={`Variable type ${number}`}
        title={typeTitles[row.type]}
        value={row.type}
        onChange={(event) =>
          onChange({ ...row, type: event.target.value === 'json' ? 'json' : 'text' })
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
        onClick={onRemove}
      >
        <X size={14} aria-hidden="true" />
      </button>
      {fault === undefined ? null : (
        <span id={id} className="field-fault variables-row-fault">
          {shownText([fault.message, fault.hint].join('. '))}
        </span>
      )}
    </div>
  );
}

const typeTitles: Readonly<Record<Variable['type'], string>> = {
  text: 'In a message, outside of quotes, it becomes a string',
  json: 'In a message, outside of quotes, it stands as it is: a number, true, false, null, a list or a map',
};
