import { useEffect } from 'react';
import { isAddress } from '#app/core/target.ts';
import { isDialogOpen } from './dialog-open.ts';
import { focusField } from './focus-field.ts';

/**
 * An address that is pasted where nothing takes text goes to the address field. It is not connected
 * to: what a clipboard holds may come from anybody.
 */
export function usePasteAddress(): void {
  useEffect(() => {
    function onPaste(event: ClipboardEvent): void {
      if (event.defaultPrevented || takesText(event.target) || isDialogOpen()) return;
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      if (!isAddress(text)) return;
      event.preventDefault();
      focusField('Server address');
      const field = document.activeElement;
      if (!(field instanceof HTMLInputElement)) return;
      field.select();
      // As if it were typed: Undo brings back what was there. Nothing else that writes is undone.
      document.execCommand('insertText', false, text);
    }
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, []);
}

function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, [contenteditable="true"], [role="dialog"]') !== null
  );
}
