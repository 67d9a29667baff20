import { isolateHistory } from '@codemirror/commands';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import type { EditorHelp } from './code-editor/editor-help.ts';
import { changeTo, editorOptions, editorSetup, fromOutside } from './code-editor/editor-setup.ts';
import { type FaultPlace, markFault } from './code-editor/fault-mark.ts';
import type { VariableHelp } from './code-editor/variable-marks.ts';
import { shownText } from './shown-text.ts';
import './CodeEditor.css';

interface EditorFault {
  readonly message: string;
  /** Where in the text: what is there is marked. The same object for the same fault. */
  readonly place?: FaultPlace | undefined;
}

interface CodeEditorProps {
  /** Names the textbox. */
  readonly label: string;
  readonly value: string;
  readonly onChange?: ((text: string) => void) | undefined;
  readonly readOnly?: boolean | undefined;
  /** Long lines go on in the next; without it they scroll. */
  readonly wraps?: boolean | undefined;
  readonly fault?: EditorFault | undefined;
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  /** The text may be several JSON documents one after the other. */
  readonly holdsMany?: boolean | undefined;
  /** Of a text to write: what it is about. The same object for the same subject. */
  readonly help?: EditorHelp | undefined;
  /** What stands for `{{…}}`. The same object for the same values. */
  readonly variables?: VariableHelp | undefined;
}

/**
 * A JSON editor. It keeps its own undo history: give each text its own editor by a `key`. A new
 * `value` from outside replaces only what differs, so the cursor stays where it can.
 */
export function CodeEditor(props: CodeEditorProps) {
  const { label, value, readOnly = false, fault, placeholder = '', help, variables } = props;
  const { holdsMany = false, wraps = false } = props;
  const id = useId();
  const host = useRef<HTMLDivElement>(null);
  const { editor, options } = useEditor(host, props);

  useValue(editor, value);

  const message = fault?.message;
  const place = fault?.place;
  useLayoutEffect(() => {
    const faultId = message === undefined ? undefined : id;
    const texts = { label, placeholder, faultId };
    const kind = { isReadOnly: readOnly, wraps, holdsMany };
    const wanted = editorOptions({ ...texts, ...kind, help, variables });
    editor.current?.dispatch({ effects: options.current.reconfigure(wanted) });
  }, [
    editor,
    options,
    id,
    label,
    message,
    readOnly,
    wraps,
    placeholder,
    holdsMany,
    help,
    variables,
  ]);

  useEffect(() => {
    if (editor.current !== null) markFault(editor.current, place);
  }, [editor, place]);

  return (
    <div className="code-editor">
      <div ref={host} className="code-editor-host" />
      {message === undefined ? null : (
        <p id={id} className="code-editor-fault" role="alert">
          {shownText(message)}
        </p>
      )}
    </div>
  );
}

type Current<Value> = { current: Value };

/** Makes the editor when the piece appears, with the text and the focus it has then. */
function useEditor(host: Current<HTMLDivElement | null>, props: CodeEditorProps) {
  const editor = useRef<EditorView>(null);
  const options = useRef(new Compartment());
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  useLayoutEffect(() => {
    if (host.current === null) return;
    const setup = editorSetup((text) => latest.current.onChange?.(text));
    const { value, autoFocus = false } = latest.current;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({ doc: value, extensions: [setup, options.current.of([])] }),
    });
    editor.current = view;
    if (autoFocus) view.focus();
    return () => {
      editor.current = null;
      view.destroy();
    };
  }, [host]);
  return { editor, options };
}

/** Brings a new value into the editor. An old one given again may be older than what was typed since. */
function useValue(editor: Current<EditorView | null>, value: string) {
  const given = useRef(value);
  useLayoutEffect(() => {
    const view = editor.current;
    if (view === null || given.current === value) return;
    given.current = value;
    if (view.state.doc.toString() === value) return;
    view.dispatch({
      changes: changeTo(view.state, value),
      annotations: [fromOutside.of(true), isolateHistory.of('full')],
    });
  }, [editor, value]);
}
