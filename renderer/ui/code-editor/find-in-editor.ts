import {
  closeSearchPanel,
  findNext,
  findPrevious,
  openSearchPanel,
  search,
  searchPanelOpen,
} from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { createFindPanel } from './find-panel.ts';

const scope = 'editor search-panel';

/** For an editor in which one can find text. What opens it is the window's: `openFind`. */
export const findInEditor: Extension = [
  search({
    literal: true,
    createPanel: createFindPanel,
    scrollToMatch: (match) => EditorView.scrollIntoView(match, { y: 'center' }),
  }),
  keymap.of([
    { key: 'F3', run: findNext, shift: findPrevious, scope, preventDefault: true },
    { key: 'Mod-g', run: findNext, shift: findPrevious, scope, preventDefault: true },
    { key: 'Escape', run: closeSearchPanel },
  ]),
];

/** Opens the find line of the editor within an element; where there is none, nothing happens. */
export function openFind(within: HTMLElement): void {
  const view = EditorView.findFromDOM(within);
  if (view === null) return;
  openSearchPanel(view);
  view.dom.querySelector<HTMLInputElement>('.find-field')?.select();
}

/** Closes it; `false` when it was not open. */
export function closeFind(within: HTMLElement): boolean {
  const view = EditorView.findFromDOM(within);
  return view !== null && searchPanelOpen(view.state) && closeSearchPanel(view);
}
