import { shownLines, shownText } from '../shown-text.ts';

/** What is known of something, in words. */
export interface HelpText {
  /** What it is called, and its type. */
  readonly title: string;
  readonly comment?: string | undefined;
  /** What else must be known, each in a few words. */
  readonly notes: readonly string[];
}

/** The rest of a very long comment is in the definition. */
const longestComment = 1500;
const mostNotes = 20;

/** It stands in tooltips of the editor, which are no place for components. */
export function helpCard({ title, comment, notes }: HelpText): HTMLElement {
  const card = element('div', 'help-card', '');
  card.append(element('p', 'help-card-title', shownText(title)));
  const words = comment?.trim() ?? '';
  if (words !== '')
    card.append(element('p', 'help-card-comment', shownLines(words.slice(0, longestComment))));
  if (notes.length > 0) {
    const list = element('ul', 'help-card-notes', '');
    list.append(...notes.slice(0, mostNotes).map((note) => element('li', '', shownText(note))));
    card.append(list);
  }
  return card;
}

/** The same to be said. */
export function helpSentence({ title, comment = '', notes }: HelpText): string {
  return [title, comment, ...notes].filter((part) => part !== '').join('. ');
}

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
