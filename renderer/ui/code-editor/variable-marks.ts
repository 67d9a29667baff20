import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from '@codemirror/autocomplete';
import { type Diagnostic, linter } from '@codemirror/lint';
import { type EditorState, type Extension, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, hoverTooltip } from '@codemirror/view';
import { usesIn } from '#app/core/variables/resolve.ts';
import { shownText } from '../shown-text.ts';
import { bestFirst } from './best-first.ts';
import { type HelpText, helpCard } from './help-card.ts';

/** Who knows what stands for `{{…}}`. */
export interface VariableHelp {
  /** What can stand between the braces. */
  readonly offered: readonly { readonly name: string; readonly detail: string }[];
  /** A use, its braces included, in words. */
  explain(use: string): HelpText;
  /** Why a use has no value, as a sentence. */
  faultOf(use: string): string | undefined;
}

/** A longer text is not looked through at each key stroke. */
const longestMarked = 1_000_000;
const mostFaults = 20;

/** Marks each `{{…}}`, says what is under the pointer, and underlines what has no value. */
export function variableMarks(help: VariableHelp): Extension {
  return [
    marks,
    hoverTooltip((view, position) => {
      const use = useAt(view.state, position);
      if (use === undefined) return null;
      const text = help.explain(view.state.sliceDoc(use.from, use.to));
      return { pos: use.from, end: use.to, above: true, create: () => ({ dom: helpCard(text) }) };
    }),
    // The card above tells it.
    linter(({ state }) => faultsIn(state, help), { delay: 600, tooltipFilter: withoutOurs }),
  ];
}

/** What can stand at the cursor, behind `{{` or what follows it. */
export function completeVariable(
  help: VariableHelp | undefined,
  { state, pos }: CompletionContext,
): CompletionResult | null {
  const typed = typedAt(state, pos);
  if (help === undefined || typed === undefined) return null;
  const all = help.offered.map(
    ({ name, detail }): Completion => ({
      label: name,
      detail: shownText(detail),
      apply: (view, completion) => take(view, completion, name),
    }),
  );
  const from = pos - typed.length;
  // In the order in which they are offered: the nearest first.
  const resultFor = (begun: string): CompletionResult | null => {
    const options = bestFirst(all, begun);
    return options.length === 0 ? null : { from, options, filter: false, update };
  };
  const update: NonNullable<CompletionResult['update']> = (_current, start, _end, context) => {
    const begun = context.state.sliceDoc(start, context.pos);
    return /^[\w.-]*$/.test(begun) ? resultFor(begun) : null;
  };
  return resultFor(typed);
}

/** What is typed of a variable's name before a position; `undefined` where none is begun. */
function typedAt(state: EditorState, position: number): string | undefined {
  const line = state.doc.lineAt(position);
  return /\{\{\s*(?:base64\s+)?([\w.-]*)$/.exec(state.sliceDoc(line.from, position))?.[1];
}

/** Puts the name in the place of what is typed of it by now, and closes its braces. */
function take(view: EditorView, completion: Completion, name: string): void {
  const { state } = view;
  const { head } = state.selection.main;
  const typed = typedAt(state, head) ?? '';
  const rest = state.sliceDoc(head, state.doc.lineAt(head).to);
  const to = head + (/^[\w.-]*(?:\s*\}\})?/.exec(rest)?.[0].length ?? 0);
  const from = head - typed.length;
  view.dispatch({
    changes: { from, to, insert: `${name}}}` },
    selection: { anchor: from + name.length + 2 },
    annotations: pickedCompletion.of(completion),
    userEvent: 'input.complete',
  });
}

const marks = StateField.define<DecorationSet>({
  create: marksOf,
  update: (before, { docChanged, state }) => (docChanged ? marksOf(state) : before),
  provide: (field) => EditorView.decorations.from(field),
});

const markClass = 'code-variable-fault';

const withoutOurs = (found: readonly Diagnostic[]): Diagnostic[] =>
  found.filter((one) => one.markClass !== markClass);

const mark = Decoration.mark({ class: 'code-variable' });

function marksOf({ doc }: EditorState): DecorationSet {
  if (doc.length > longestMarked) return Decoration.none;
  return Decoration.set(usesIn(doc.toString()).map(({ from, to }) => mark.range(from, to)));
}

function useAt(state: EditorState, position: number) {
  if (state.doc.length > longestMarked) return undefined;
  return usesIn(state.doc.toString()).find(({ from, to }) => from <= position && position <= to);
}

function faultsIn(state: EditorState, help: VariableHelp): readonly Diagnostic[] {
  if (state.doc.length > longestMarked) return [];
  const found: Diagnostic[] = [];
  for (const { from, to } of usesIn(state.doc.toString())) {
    const message = help.faultOf(state.sliceDoc(from, to));
    if (message !== undefined)
      found.push({ from, to, severity: 'error', markClass, message: shownText(message) });
    if (found.length >= mostFaults) break;
  }
  return found;
}
