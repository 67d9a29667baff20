/** What cannot be seen or turns the text around it: controls, direction marks, invisible spaces. */
const unseen = /\p{Cc}|\p{Bidi_Control}|[\u200b\u2028\u2029\u2060\ufeff]/gu;

/** Text from elsewhere on one line, to the letter: what cannot be seen is written `\u202e`. */
export function shownText(text: string): string {
  return text.replace(unseen, (character) => {
    const digits = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
    return `\\u${digits}`;
  });
}

/** The same of what a person wrote, where there is one line for it: its line breaks are marked. */
export function shownSentence(text: string): string {
  return shownLines(text)
    .replace(/[ \t]*\n[ \t]*/g, ' ↵ ')
    .replace(/ {2,}↵/g, ' ↵')
    .trim();
}

/** The same of text that is shown over several lines: what only sets their words apart stays as it is. */
export function shownLines(text: string): string {
  return text
    .split(/(\r?\n|\t)/)
    .map((piece) => (piece === '\t' ? piece : piece.endsWith('\n') ? '\n' : shownText(piece)))
    .join('');
}
