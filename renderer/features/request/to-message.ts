import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';

/** Where the keyboard goes from a notice that has been taken. */
export const toMessage = passFocusOn(() =>
  document.querySelector<HTMLElement>('.composer [role="tab"][aria-selected="true"]')?.focus(),
);
