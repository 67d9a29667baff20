import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';

/** Where the keyboard goes from a button of a notice over an answer, which goes with what it tells. */
export const toResponseParts = passFocusOn(() =>
  document.querySelector<HTMLElement>('.answer [role="tab"][aria-selected="true"]')?.focus(),
);
