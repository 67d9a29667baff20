/**
 * Puts text on the clipboard within a click or key press. It goes by the document's copy event, which
 * needs no permission from the window.
 */
export function copyText(text: string): void {
  function onCopy(event: ClipboardEvent) {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  document.addEventListener('copy', onCopy, { capture: true });
  document.execCommand('copy');
  document.removeEventListener('copy', onCopy, { capture: true });
}
