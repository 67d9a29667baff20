import { lastButton, passFocusOn } from '#renderer/ui/pass-focus-on.ts';

/** Where the keyboard goes when the row it was at is taken away: to what takes the next one away. */
export const toAnotherRow = passFocusOn((beside) => {
  const first = document.querySelector<HTMLElement>('.source button, .source input');
  (lastButton(beside) ?? first)?.focus();
});
