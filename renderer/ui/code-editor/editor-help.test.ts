// @vitest-environment jsdom
import {
  acceptCompletion,
  completionStatus,
  currentCompletions,
  setSelectedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { forceLinting } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, runScopeHandlers } from '@codemirror/view';
import { afterEach, expect, test, vi } from 'vitest';
import '../jsdom-gaps.ts';
import { type EditorHelp, editorHelp } from './editor-help.ts';
import type { VariableHelp } from './variable-marks.ts';

let giveLate: (value: string) => void = () => {};
const late = new Promise<string>((resolve) => {
  giveLate = resolve;
});

const help: EditorHelp = {
  suggest: async ({ part }) =>
    part === 'value'
      ? [{ label: 'BIG', insert: '"BIG"' }]
      : [
          { label: 'kind', detail: 'p.Kind', insert: '"kind"', value: async () => '""' },
          { label: 'late', insert: '"late"', value: () => late },
          { label: 'at', insert: '"at"', value: async () => '{\n  "x": 0\n}' },
        ],
  check: async () => [
    { path: '$.a[1].nmae', part: 'name', message: 'no such field' },
    { path: '$.kind', part: 'value', message: 'no such value' },
  ],
  explain: async ({ text }) => ({
    title: `${text}: p.Kind`,
    comment: 'How it is.',
    notes: ['required'],
  }),
};

const names = ['room', 'who', 'base', 'env.A'];
const variables: VariableHelp = {
  offered: names.map((name) => ({ name, detail: '' })),
  explain: (use) => ({ title: use, notes: [] }),
  faultOf: () => undefined,
};

let view: EditorView;
afterEach(() => view.destroy());

/** An editor with its cursor at `|`. */
function edit(marked: string): void {
  view = new EditorView({
    parent: document.body,
    state: EditorState.create({
      doc: marked.replace('|', ''),
      selection: { anchor: marked.indexOf('|') },
      extensions: [json(), editorHelp(help, variables)],
    }),
  });
  view.focus();
}

function shown(): string {
  const { doc, selection } = view.state;
  const text = doc.toString();
  return `${text.slice(0, selection.main.head)}|${text.slice(selection.main.head)}`;
}

async function complete(label: string, index = 0): Promise<void> {
  startCompletion(view);
  await vi.waitFor(() => expect(completionStatus(view.state)).toBe('active'));
  expect(currentCompletions(view.state)[index]?.label).toBe(label);
  if (index > 0) view.dispatch({ effects: setSelectedCompletion(index) });
  // Enter is not taken in the first moment, so that nobody takes what they have not seen.
  await vi.waitFor(() => expect(acceptCompletion(view)).toBe(true));
}

test('a name gets its quotes and a first value, and what can stand there is offered at once', async () => {
  edit('{|}');
  await complete('kind');
  await vi.waitFor(() => expect(shown()).toBe('{"kind": "|"}'));
  await complete('BIG');
  expect(shown()).toBe('{"kind": "BIG"|}');
});

test('a message is put in with the indentation of its line, and with a comma where one is due', async () => {
  edit('{\n  "a|"\n  "b": 1\n}');
  await complete('at');
  await vi.waitFor(() =>
    expect(view.state.doc.toString()).toBe('{\n  "at": {\n    "x": 0\n  },\n  "b": 1\n}'),
  );
});

test('a name that has a value keeps it', async () => {
  edit('{"k|i": 7}');
  await complete('kind');
  expect(view.state.doc.toString()).toBe('{"kind": 7}');
});

test('a click on an offer counts while others are looked for', async () => {
  edit('{"@type": "|"}');
  startCompletion(view);
  await vi.waitFor(() => expect(completionStatus(view.state)).toBe('active'));
  const { head } = view.state.selection.main;
  view.dispatch({
    changes: { from: head, insert: 'b' },
    selection: { anchor: head + 1 },
    userEvent: 'input.type',
  });
  expect(completionStatus(view.state)).toBe('pending');
  const offer = document.querySelector('.cm-tooltip-autocomplete li');
  offer?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }));
  expect(shown()).toBe('{"@type": "BIG"|}');
  expect(completionStatus(view.state)).toBeNull();
});

test('Enter in quotes takes an offer in its first moment too', async () => {
  edit('{"k|": 7}');
  startCompletion(view);
  await vi.waitFor(() => expect(completionStatus(view.state)).toBe('active'), { interval: 1 });
  runScopeHandlers(view, new KeyboardEvent('keydown', { key: 'Enter' }), 'editor');
  expect(shown()).toBe('{"kind"|: 7}');
});

test('so does Enter behind a word that offers were asked for', async () => {
  edit('{k|}');
  startCompletion(view);
  await vi.waitFor(() => expect(completionStatus(view.state)).toBe('active'), { interval: 1 });
  runScopeHandlers(view, new KeyboardEvent('keydown', { key: 'Enter' }), 'editor');
  expect(shown()).toContain('"kind"');
});

test('who types on while a value is looked for gets none', async () => {
  edit('{|}');
  await complete('late', 1);
  const { head } = view.state.selection.main;
  view.dispatch({ changes: { from: head, insert: '1' } });
  giveLate('"late"');
  await late;
  expect(view.state.doc.toString()).toBe('{"late": 1}');
});

test('F1 tells about what is at the cursor, Escape ends that', async () => {
  edit('{"ki|nd": 7}');
  const press = (key: string) =>
    runScopeHandlers(view, new KeyboardEvent('keydown', { key }), 'editor');
  expect(press('Escape')).toBe(false);
  expect(press('F1')).toBe(true);
  await vi.waitFor(() =>
    expect(document.querySelector('.help-card')?.textContent).toContain('How it is.'),
  );
  expect(press('Escape')).toBe(true);
  expect(document.querySelector('.help-card')).toBeNull();
});

test('what the schema does not know is underlined, and blocks nothing', async () => {
  edit('{"a": [0, {"nmae": 1}], "kind": "x"}|');
  forceLinting(view);
  await vi.waitFor(() => {
    const marked = [...view.dom.querySelectorAll('.cm-lintRange-hint')];
    expect(marked.map(({ textContent }) => textContent)).toEqual(['"nmae"', '"x"']);
  });
});

test('variables are offered in their order, the nearest first, also of those that begin alike', async () => {
  edit('{"kind": "{{|"}');
  startCompletion(view);
  const labels = () => currentCompletions(view.state).map(({ label }) => label);
  await vi.waitFor(() => expect(labels()).toEqual(names));
  const { head } = view.state.selection.main;
  view.dispatch({
    changes: { from: head, insert: 'o' },
    selection: { anchor: head + 1 },
    userEvent: 'input.type',
  });
  await vi.waitFor(() => expect(labels()).toEqual(['room', 'who']));
});
