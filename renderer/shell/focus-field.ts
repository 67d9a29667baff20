/** Focuses the field of that accessible name and selects what it holds. */
export function focusField(label: string): void {
  const name = `[aria-label="${CSS.escape(label)}"]`;
  const field = document.querySelector<HTMLElement>(`input${name}, select${name}`);
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}
