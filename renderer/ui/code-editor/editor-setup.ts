import { history } from '@codemirror/commands';
import { bracketMatching, codeFolding, foldGutter, indentUnit } from '@codemirror/language';
import { linter } from '@codemirror/lint';
import { Annotation, type ChangeSpec, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { type EditorHelp, editorHelp, noHelp } from './editor-help.ts';
import { editorKeys } from './editor-keys.ts';
import { editorTheme } from './editor-theme.ts';
import { faultMark } from './fault-mark.ts';
import { findInEditor } from './find-in-editor.ts';
import { jsonFaults } from './json-syntax.ts';
import { keyboardRing } from './keyboard-ring.ts';
import { anyLineBreaks } from './line-breaks.ts';
import { typedIndent } from './typed-indent.ts';
import type { VariableHelp } from './variable-marks.ts';
import { jsonWithVariables } from './variable-stand-in.ts';

/** Marks a change that came from outside, which is not reported back. */
export const fromOutside = Annotation.define<boolean>();

/** What stays as it is for the life of an editor. */
export function editorSetup(onChange: (text: string) => void): Extension {
  return [
    lineNumbers(),
    codeFolding({ placeholderText: '…' }),
    foldGutter({ markerDOM: foldMark }),
    highlightSpecialChars(),
    history(),
    anyLineBreaks,
    drawSelection({ cursorBlinkRate: 1060 }),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    jsonWithVariables(),
    bracketMatching(),
    faultMark,
    keyboardRing,
    editorTheme,
    keymap.of(editorKeys),
    EditorView.updateListener.of(({ docChanged, transactions, state }) => {
      if (
        !docChanged ||
        transactions.some((transaction) => transaction.annotation(fromOutside) === true)
      )
        return;
      onChange(state.doc.toString());
    }),
  ];
}

export interface EditorOptions {
  readonly label: string;
  readonly isReadOnly: boolean;
  readonly wraps?: boolean | undefined;
  readonly placeholder: string;
  /** Of a text to write: it may be several JSON documents. */
  readonly holdsMany?: boolean | undefined;
  /** Id of the element that says what is wrong with the text. */
  readonly faultId: string | undefined;
  readonly help?: EditorHelp | undefined;
  readonly variables?: VariableHelp | undefined;
}

/** What may change while an editor lives. */
export function editorOptions({
  label,
  isReadOnly,
  wraps = false,
  placeholder: hint,
  holdsMany = false,
  faultId,
  help,
  variables,
}: EditorOptions): Extension {
  const attributes: Record<string, string> = {
    'aria-label': label,
    tabindex: '0',
    spellcheck: 'false',
    translate: 'no',
  };
  if (isReadOnly) attributes['aria-readonly'] = 'true';
  if (faultId !== undefined)
    Object.assign(attributes, { 'aria-invalid': 'true', 'aria-describedby': faultId });
  return [
    EditorView.contentAttributes.of(attributes),
    placeholder(hint),
    wraps ? EditorView.lineWrapping : [],
    isReadOnly
      ? [EditorState.readOnly.of(true), findInEditor]
      : [
          typedIndent,
          linter((view) => jsonFaults(view.state, holdsMany), { delay: 600 }),
          help === undefined && variables === undefined
            ? []
            : editorHelp(help ?? noHelp, variables),
        ],
  ];
}

/** The smallest change that makes the text `wanted`, so that the cursor and the folds stay. */
export function changeTo(state: EditorState, wanted: string): ChangeSpec {
  const text = state.doc.toString();
  const most = Math.min(text.length, wanted.length);
  let start = 0;
  while (start < most && text.charCodeAt(start) === wanted.charCodeAt(start)) start += 1;
  let end = 0;
  while (
    end < most - start &&
    text.charCodeAt(text.length - 1 - end) === wanted.charCodeAt(wanted.length - 1 - end)
  ) {
    end += 1;
  }
  return { from: start, to: text.length - end, insert: wanted.slice(start, wanted.length - end) };
}

function foldMark(isOpen: boolean): HTMLElement {
  const mark = document.createElement('span');
  mark.className = isOpen ? 'code-fold code-fold-open' : 'code-fold';
  return mark;
}
