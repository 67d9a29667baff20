import { focusField } from './focus-field.ts';

/**
 * Focuses what a person most likely goes on with: the open request's message, else its button, and
 * where no request is open what finds a method for one.
 */
export function focusRequest(): void {
  const request = document.querySelector('[role="tabpanel"].request');
  const next = ['.composer .cm-content', '.method-bar .button-primary'].flatMap(
    (selector) => request?.querySelector<HTMLElement>(selector) ?? [],
  );
  if (next[0] === undefined) focusField('Filter services');
  else next[0].focus();
}
