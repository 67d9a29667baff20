import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeCompletion,
  pickedCompletion,
  selectedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import { type Diagnostic, linter } from '@codemirror/lint';
import { type Extension, Prec } from '@codemirror/state';
import { type EditorView, hoverTooltip, keymap } from '@codemirror/view';
import { openJson } from '#app/core/variables/open-json.ts';
import { shownText } from '../shown-text.ts';
import { bestFirst } from './best-first.ts';
import { clickOffer, takeOffer } from './click-offer.ts';
import { type HelpText, helpCard } from './help-card.ts';
import { closeHelp, helpTooltip, showHelp } from './help-tooltip.ts';
import { rangeOfName, rangeOfPath } from './json-path.ts';
import { type JsonPlace, placeAt as placeInJson } from './json-place.ts';
import { completeVariable, type VariableHelp, variableMarks } from './variable-marks.ts';
import { standIn } from './variable-stand-in.ts';

/** Something that can stand at a place. */
export interface Suggestion {
  readonly label: string;
  /** Others that it is found by. */
  readonly spellings?: readonly string[];
  /** In short, beside the label. */
  readonly detail?: string;
  readonly help?: () => HelpText;
  /** JSON that takes the place of what stands there. */
  readonly insert: string;
  /** Of a name: JSON of a first value. */
  readonly value?: () => Promise<string>;
}

/** Something in the text that is likely to be wrong. */
export interface EditorHint {
  /** As `$.orders[2].total`; its name is meant, or its value. */
  readonly path: string;
  readonly part: 'name' | 'value';
  readonly message: string;
}

/** Nothing is known of it. */
export const noHelp: EditorHelp = {
  suggest: async () => [],
  explain: async () => undefined,
  check: async () => [],
};

/** Who knows what a JSON text is about. All answer with nothing where there is nothing to say. */
export interface EditorHelp {
  suggest(place: JsonPlace): Promise<readonly Suggestion[]>;
  explain(place: JsonPlace): Promise<HelpText | undefined>;
  /** Of the whole text, parsed with its variables left open. */
  check(json: unknown): Promise<readonly EditorHint[]>;
}

/** A completion, with what else it is found by. */
interface Offer extends Completion {
  readonly spellings?: readonly string[];
}

/**
 * Completion while a name or a string is typed and by Ctrl+Space, what is under the pointer in words,
 * and the same at the cursor by F1.
 */
export function editorHelp(help: EditorHelp, variables?: VariableHelp): Extension {
  let offered: readonly Completion[] = [];
  return [
    autocompletion({
      override: [
        async (context) => {
          const result = completeVariable(variables, context) ?? (await complete(help, context));
          if (result !== null && !context.aborted) offered = result.options;
          return result;
        },
      ],
      icons: false,
      tooltipClass: () => 'editor-completions',
    }),
    hoverTooltip(async (view, position, side) => {
      const place = placeAt(view.state.doc.toString(), position + Math.max(0, side));
      const text = place && (await help.explain(place));
      if (place === undefined || text === undefined) return null;
      return {
        pos: place.from,
        end: place.to,
        above: true,
        create: () => ({ dom: helpCard(text) }),
      };
    }),
    helpTooltip,
    variables === undefined ? [] : variableMarks(variables),
    clickOffer((view, label) => takeOffer(view, offered, label)),
    linter((view) => hintsIn(help, view), { delay: 600 }),
    Prec.high(
      keymap.of([
        { key: 'Enter', run: takeAtWord },
        { key: 'F1', run: (view) => explainAt(help, view), preventDefault: true },
        { key: 'Mod-i', run: (view) => explainAt(help, view), preventDefault: true },
        { key: 'Escape', run: (view) => closeCompletion(view) || closeHelp(view) },
      ]),
    ),
  ];
}

/** What a position in a text means that may have variables. */
function placeAt(text: string, position: number): JsonPlace | undefined {
  return placeInJson(standIn(text), position);
}

/** A longer text is not looked through. */
const longestChecked = 200_000;

async function hintsIn(help: EditorHelp, { state }: EditorView): Promise<readonly Diagnostic[]> {
  if (state.doc.length > longestChecked) return [];
  const json = openJson(state.doc.toString());
  // What is no JSON is told otherwise.
  if (json === undefined) return [];
  const hints = await help.check(json);
  return hints.flatMap(({ path, part, message }): Diagnostic[] => {
    const range = part === 'name' ? rangeOfName(state, path) : rangeOfPath(state, path);
    return range === undefined ? [] : [{ ...range, severity: 'hint', message: shownText(message) }];
  });
}

async function complete(
  help: EditorHelp,
  context: CompletionContext,
): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  // Else nothing found for an older text would end the search for a newer one.
  context.addEventListener('abort', () => {}, { onDocChange: true });
  const place = placeAt(state.doc.toString(), pos);
  // Enter takes a suggestion. Outside of quotes, who types fast means the line break.
  if (place === undefined || !(explicit || place.isQuoted)) return null;
  const all = (await help.suggest(place)).map(completionOf);
  // Types are looked for by whoever suggests them, anew at each key.
  const isLookedFor = place.name === '@type';
  const from = pos - place.typed.length;
  const resultFor = (typed: string): CompletionResult | null => {
    const options = isLookedFor ? all : bestFirst(all, typed);
    return options.length === 0 ? null : { from, options, filter: false, update };
  };
  const update: NonNullable<CompletionResult['update']> = (_current, start, _end, context) =>
    isLookedFor ? null : resultFor(context.state.sliceDoc(start, context.pos));
  return resultFor(place.typed);
}

function completionOf(suggestion: Suggestion): Offer {
  const { label, spellings, detail, help } = suggestion;
  return {
    label,
    ...(spellings !== undefined && { spellings }),
    ...(detail !== undefined && { detail }),
    ...(help !== undefined && { info: () => helpCard(help()) }),
    apply: (view, completion) => apply(view, completion, suggestion),
  };
}

/** Puts the suggestion in the place of what is typed there by now; a name's value comes after it. */
function apply(view: EditorView, completion: Completion, { insert, value }: Suggestion): void {
  const { state } = view;
  const place = placeAt(state.doc.toString(), state.selection.main.head);
  if (place === undefined) return;
  const wantsValue = value !== undefined && !place.hasColon;
  const text = wantsValue ? `${insert}: ` : insert;
  const inside = place.hasColon ? text.length : cursorIn(text);
  view.dispatch({
    changes: { from: place.from, to: place.to, insert: text },
    selection: { anchor: place.from + inside },
    annotations: pickedCompletion.of(completion),
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
  if (wantsValue) void insertValue(view, value, place.hasNext ? ',' : '');
}

async function insertValue(
  view: EditorView,
  value: () => Promise<string>,
  end: string,
): Promise<void> {
  const { doc } = view.state;
  const raw = await value();
  const { state } = view;
  // Whoever typed on meanwhile wants none.
  if (state.doc !== doc) return;
  const at = state.selection.main.head;
  const indent = /^[ \t]*/.exec(state.doc.lineAt(at).text)?.[0] ?? '';
  const text = raw.replaceAll('\n', `\n${indent}`);
  view.dispatch({
    changes: { from: at, insert: `${text}${end}` },
    selection: { anchor: at + cursorIn(text) },
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
  if (text === '""') startCompletion(view);
}

/** Inside of what is empty, else behind. */
function cursorIn(text: string): number {
  return /^(?:""|\[\]|\{\})$/.test(text) ? 1 : text.length;
}

/**
 * In quotes, and behind a word that offers were asked for, Enter never means a line break: it takes the
 * offer at once, however new that is.
 */
function takeAtWord(view: EditorView): boolean {
  const { state } = view;
  const chosen = selectedCompletion(state);
  const place = placeAt(state.doc.toString(), state.selection.main.head);
  if (chosen === null || place === undefined) return false;
  if (!place.isQuoted && place.typed === '') return false;
  takeOffer(view, [chosen], chosen.label);
  return true;
}

function explainAt(help: EditorHelp, view: EditorView): boolean {
  const { state } = view;
  const place = placeAt(state.doc.toString(), state.selection.main.head);
  if (place === undefined) return false;
  void help.explain(place).then((text) => {
    if (text !== undefined && view.state.doc === state.doc) showHelp(view, place.from, text);
  });
  return true;
}
