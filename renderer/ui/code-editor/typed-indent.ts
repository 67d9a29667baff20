import { insertNewlineAndIndent } from '@codemirror/commands';
import { getIndentUnit, indentString } from '@codemirror/language';
import {
  type EditorState,
  type Extension,
  StateEffect,
  StateField,
  type TransactionSpec,
} from '@codemirror/state';
import { EditorView, type KeyBinding } from '@codemirror/view';

/**
 * Enter indents, but only as an offer: white space typed after it takes the place of the offered
 * white space instead of coming on top. So a person gets an indented line, and JSON that is typed
 * with its own indentation stands there exactly as it was typed.
 */
interface Offer {
  /** Start of the line. */
  readonly from: number;
  /** Characters of white space typed since Enter. */
  readonly typed: number;
}

const setOffer = StateEffect.define<Offer | null>();

const offer = StateField.define<Offer | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setOffer)) return effect.value;
    return transaction.docChanged || transaction.selection !== undefined ? null : value;
  },
});

export const enterIndents: KeyBinding = {
  key: 'Enter',
  run(view) {
    if (!insertNewlineAndIndent(view)) return false;
    const { main, ranges } = view.state.selection;
    const line = view.state.doc.lineAt(main.head);
    if (
      ranges.length === 1 &&
      main.empty &&
      line.to === main.head &&
      line.text.trim() === '' &&
      line.length > 0
    ) {
      view.dispatch({ effects: setOffer.of({ from: line.from, typed: 0 }) });
    }
    return true;
  },
};

/** What typing `text` at the end of an offered indentation does, when that differs from inserting it. */
function typedOverOffer(state: EditorState, text: string): TransactionSpec | undefined {
  const current = state.field(offer, false);
  if (current === null || current === undefined) return undefined;
  const { from, typed } = current;
  const line = state.doc.lineAt(from);
  if (/^[ \t]$/.test(text)) {
    const kept = line.text.slice(0, typed) + text;
    const to = Math.max(line.from + typed, Math.min(line.to, line.from + typed + 1));
    const rest = line.text.slice(to - line.from);
    return {
      changes: { from: line.from, to: line.to, insert: kept + rest },
      selection: { anchor: line.from + kept.length + rest.length },
      effects: setOffer.of({ from, typed: typed + 1 }),
      userEvent: 'input.type',
    };
  }
  const indent = typed > 0 ? line.text.slice(0, typed) : firstIndent(state, line.text, text);
  if (indent === line.text) return undefined;
  return {
    changes: { from: line.from, to: line.to, insert: indent + text },
    selection: { anchor: line.from + indent.length + text.length },
    userEvent: 'input.type',
  };
}

/** A closing bracket stands one step further out than what it closes. */
function firstIndent(state: EditorState, offered: string, text: string): string {
  if (!/^[}\]]/.test(text)) return offered;
  return indentString(state, Math.max(0, offered.length - getIndentUnit(state)));
}

export const typedIndent: Extension = [
  offer,
  EditorView.inputHandler.of((view, from, to, text) => {
    if (from !== to || view.composing || view.state.selection.ranges.length > 1) return false;
    const spec = typedOverOffer(view.state, text);
    if (spec === undefined) return false;
    view.dispatch({ ...spec, scrollIntoView: true });
    return true;
  }),
];
