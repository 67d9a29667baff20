import { Plus, X } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import { type MetadataRow, rowsOfPaste } from './metadata-paste.ts';
import { passFocusOn } from './pass-focus-on.ts';
import { shownText } from './shown-text.ts';
import './TextField.css';
import './MetadataEditor.css';

interface MetadataEditorProps {
  readonly rows: readonly MetadataRow[];
  readonly onChange: (rows: readonly MetadataRow[]) => void;
  /** What is wrong with a row, as a sentence. Not asked for empty rows and for those switched off. */
  readonly faultOf: (row: MetadataRow) => string | undefined;
  /** What the variables of a text come to, shown on hover; `undefined` where it has none. */
  readonly comesTo?: ((text: string) => string | undefined) | undefined;
  /** What is inherited under the row's name, which it takes the place of, in words. */
  readonly replaces?: ((row: MetadataRow) => string | undefined) | undefined;
  /** What Enter does; without it, it adds a row after the last. */
  readonly onEnter?: (() => void) | undefined;
}

export function MetadataEditor(props: MetadataEditorProps) {
  const { rows, onChange, faultOf, comesTo, replaces, onEnter } = props;
  const list = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef<number>(undefined);

  useEffect(() => {
    const row = wantsFocus.current;
    if (row === undefined) return;
    wantsFocus.current = undefined;
    list.current
      ?.querySelector<HTMLElement>(
        `[data-row="${Math.min(row, rows.length - 1)}"] input[type="text"]`,
      )
      ?.focus();
  });

  function add() {
    wantsFocus.current = rows.length;
    onChange([...rows, { name: '', value: '' }]);
  }
  function replace(index: number, replacement: readonly MetadataRow[]) {
    onChange([...rows.slice(0, index), ...replacement, ...rows.slice(index + 1)]);
  }

  return (
    <div className="metadata-editor" ref={list} data-variables>
      {rows.map((row, index) => (
        <Row
          // Rows have no identity but their place.
          key={`row ${index.toString()}`}
          row={row}
          index={index}
          fault={
            row.disabled === true || (row.name === '' && row.value === '')
              ? undefined
              : faultOf(row)
          }
          title={comesTo?.(row.value)}
          replaced={row.name === '' ? undefined : replaces?.(row)}
          onReplace={(replacement) => {
            if (replacement.length !== 1)
              wantsFocus.current = index + Math.max(replacement.length - 1, 0);
            replace(index, replacement);
          }}
          onNext={onEnter ?? (index === rows.length - 1 ? add : undefined)}
        />
      ))}
      <div className="metadata-editor-add">
        <Button tone="quiet" onPress={add}>
          <Plus size={14} aria-hidden="true" />
          Add metadata
        </Button>
      </div>
    </div>
  );
}

/** Where the keyboard goes when the row it was in is removed, and no other takes its place. */
const toAdd = passFocusOn(() =>
  document.querySelector<HTMLElement>('.metadata-editor-add button')?.focus(),
);

interface RowProps {
  readonly row: MetadataRow;
  readonly index: number;
  readonly fault: string | undefined;
  /** What its value comes to. */
  readonly title: string | undefined;
  /** What it takes the place of. */
  readonly replaced: string | undefined;
  readonly onReplace: (rows: readonly MetadataRow[]) => void;
  readonly onNext: (() => void) | undefined;
}

function Row({ row, index, fault: wrong, title, replaced, onReplace, onNext }: RowProps) {
  const id = useId();
  const number = index + 1;
  const isOff = row.disabled === true;
  const [isTypedIn, setTypedIn] = useState(false);
  // A variable is on its way.
  const isBegun = isTypedIn && [row.name, row.value].some((text) => /\{\{[^}]*$/.test(text));
  const fault = isBegun ? undefined : wrong;
  // It says no value of its own: what is inherited goes out again without it.
  const isSwitchAlone = isOff && row.value === '' && replaced !== undefined;
  const described = {
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault === undefined ? undefined : id,
    onFocus: () => setTypedIn(true),
    onBlur: () => setTypedIn(false),
  };

  function onPaste(event: ClipboardEvent) {
    const text = event.clipboardData.getData('text/plain');
    const pasted = rowsOfPaste(text);
    // One `name: value` belongs in the name's place; into a value it may be meant to the letter.
    const isForRows =
      pasted !== undefined &&
      (pasted.length > 1 || event.currentTarget.getAttribute('name') === 'name');
    if (!isForRows) return;
    event.preventDefault();
    const isEmpty = row.name === '' && row.value === '';
    onReplace(isEmpty ? pasted : [row, ...pasted]);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
      return;
    onNext?.();
  }

  return (
    <div
      ref={toAdd}
      className={isOff ? 'metadata-row metadata-row-off' : 'metadata-row'}
      data-row={index}
    >
      <input
        type="checkbox"
        className="metadata-row-switch"
        aria-label={`Send metadata ${number}`}
        checked={!isOff}
        onChange={(event) =>
          onReplace(isSwitchAlone ? [] : [{ ...row, disabled: !event.target.checked }])
        }
      />
      <input
        type="text"
        name="name"
        className="field-input data"
        aria-label={`Metadata name ${number}`}
        placeholder="name"
        value={row.name}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onReplace([{ ...row, name: event.target.value }])}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
        {...described}
      />
      <input
        type="text"
        name="value"
        className="field-input data"
        aria-label={`Metadata value ${number}`}
        placeholder={isSwitchAlone ? 'not sent' : 'value'}
        title={title && shownText(title)}
        value={row.value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onReplace([{ ...row, value: event.target.value }])}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
        {...described}
      />
      <button
        type="button"
        className="metadata-row-remove"
        aria-label={`Remove metadata ${number}`}
        title={`Remove metadata ${number}`}
        onClick={() => onReplace([])}
      >
        <X size={14} aria-hidden="true" />
      </button>
      {replaced === undefined ? null : (
        <span className="metadata-row-replaced" title={shownText(replaced)}>
          {`${isOff ? 'Turns off' : 'Instead of'} ${shownText(replaced)}`}
        </span>
      )}
      {fault === undefined ? null : (
        <span id={id} className="field-fault metadata-row-fault">
          {shownText(fault)}
        </span>
      )}
    </div>
  );
}
