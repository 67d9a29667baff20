import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  SearchQuery,
  setSearchQuery,
} from '@codemirror/search';
import type { EditorState } from '@codemirror/state';
import { type EditorView, type Panel, runScopeHandlers, type ViewUpdate } from '@codemirror/view';
import { formatCount } from '../format.ts';

interface Match {
  readonly from: number;
  readonly to: number;
}

/** More matches than these are found one by one, but not counted. */
const mostCounted = 10_000;

/** The line under an editor in which one says what to find. It finds while one types. */
export function createFindPanel(view: EditorView): Panel {
  const cameFrom = document.activeElement;
  const { search, caseSensitive } = getSearchQuery(view.state);
  const field = fieldFor(search, view.state.phrase('Find in the answer'));
  const count = document.createElement('span');
  const previous = button('find-previous', 'Previous match', 'Shift+Enter');
  const next = button('find-next', 'Next match', 'Enter');
  const matchCase = button('find-case', 'Match case');
  const close = button('find-close', 'Close find', 'Esc');
  count.className = 'find-count';
  count.setAttribute('role', 'status');
  matchCase.textContent = 'Aa';
  matchCase.ariaPressed = String(caseSensitive);
  let matches = matchesIn(view.state);

  function show(): void {
    count.textContent = field.value === '' ? '' : countText(matches, view.state.selection.main);
    previous.disabled = matches.length === 0;
    next.disabled = matches.length === 0;
  }
  function find(): void {
    const isExact = matchCase.ariaPressed === 'true';
    const query = new SearchQuery({ search: field.value, caseSensitive: isExact, literal: true });
    const found = matchFrom(view.state, query, view.state.selection.main.from);
    view.dispatch({
      effects: setSearchQuery.of(query),
      ...(found && { selection: { anchor: found.from, head: found.to }, scrollIntoView: true }),
    });
  }
  function leave(): void {
    closeSearchPanel(view);
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
  }
  field.addEventListener('input', find);
  previous.addEventListener('click', () => findPrevious(view));
  next.addEventListener('click', () => findNext(view));
  matchCase.addEventListener('click', () => {
    matchCase.ariaPressed = String(matchCase.ariaPressed !== 'true');
    find();
  });
  close.addEventListener('click', leave);
  const dom = document.createElement('div');
  dom.className = 'find-panel';
  dom.setAttribute('role', 'search');
  dom.append(field, count, matchCase, previous, next, close);
  dom.addEventListener('keydown', (event) => {
    if (!onFindKey(event, view, event.target === field, leave)) return;
    event.preventDefault();
  });
  show();
  return {
    dom,
    mount() {
      field.focus();
      field.select();
    },
    update(update) {
      const query = newQuery(update);
      if (query !== undefined && query.search !== field.value) field.value = query.search;
      if (query !== undefined || update.docChanged) matches = matchesIn(update.state);
      if (query !== undefined || update.docChanged || update.selectionSet) show();
    },
  };
}

function onFindKey(
  event: KeyboardEvent,
  view: EditorView,
  isField: boolean,
  leave: () => void,
): boolean {
  if (event.isComposing) return false;
  if (event.key === 'Escape') {
    leave();
    return true;
  }
  if (event.key === 'Enter' && isField) return (event.shiftKey ? findPrevious : findNext)(view);
  return runScopeHandlers(view, event, 'search-panel');
}

function newQuery({ transactions }: ViewUpdate): SearchQuery | undefined {
  return transactions
    .flatMap(({ effects }) => effects)
    .findLast((effect) => effect.is(setSearchQuery))?.value;
}

function matchesIn(state: EditorState): readonly Match[] {
  const query = getSearchQuery(state);
  if (!query.valid) return [];
  const cursor = query.getCursor(state);
  const found: Match[] = [];
  for (let step = cursor.next(); !step.done; step = cursor.next()) {
    found.push({ from: step.value.from, to: step.value.to });
    if (found.length === mostCounted) break;
  }
  return found;
}

/** The first match from a place on, or from the start when there is none behind it. */
function matchFrom(state: EditorState, query: SearchQuery, from: number): Match | undefined {
  if (!query.valid) return undefined;
  const behind = query.getCursor(state, from).next();
  const step = behind.done ? query.getCursor(state).next() : behind;
  return step.done ? undefined : step.value;
}

/** `3 of 12`; only the number of them while none is selected. */
function countText(matches: readonly Match[], { from, to }: Match): string {
  const isCapped = matches.length === mostCounted;
  const all = `${formatCount(matches.length)}${isCapped ? '+' : ''}`;
  if (matches.length === 0) return 'No match';
  const at = matches.findIndex((match) => match.from === from && match.to === to);
  if (at >= 0) return `${formatCount(at + 1)} of ${all}`;
  return matches.length === 1 ? '1 match' : `${all} matches`;
}

function fieldFor(search: string, label: string): HTMLInputElement {
  const field = document.createElement('input');
  field.className = 'find-field';
  field.value = search;
  field.placeholder = 'Find';
  field.ariaLabel = label;
  field.spellcheck = false;
  field.autocomplete = 'off';
  // The search extension looks for its field by this.
  field.setAttribute('main-field', 'true');
  return field;
}

function button(className: string, label: string, keys?: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = `find-button ${className}`;
  made.ariaLabel = label;
  made.title = keys === undefined ? label : `${label} (${keys})`;
  return made;
}
