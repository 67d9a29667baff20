/** Focuses what a person has to decide before what is in view can be saved, if there is anything. */
export function focusChoice(): void {
  // Drawn first: it may have come up just now.
  requestAnimationFrame(() => {
    const buttons = document.querySelectorAll<HTMLElement>('.to-decide button');
    [...buttons].find((button) => button.closest('[hidden]') === null)?.focus();
  });
}
