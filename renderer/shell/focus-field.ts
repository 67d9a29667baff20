/** Focuses the field of that accessible name and selects what it holds. */
export function focusField(label: string): void {
  const field = document.querySelector(`input[aria-label="${CSS.escape(label)}"]`);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}
