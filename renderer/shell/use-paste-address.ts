import { useEffect } from 'react';
import { isAddress } from '#app/core/target.ts';
import { useAppStore } from '#renderer/store/use-app.tsx';
import { isDialogOpen } from './dialog-open.ts';
import { focusField } from './focus-field.ts';

/**
 * An address that is pasted where nothing takes text goes to the address field. It is not connected
 * to: what a clipboard holds may come from anybody.
 */
export function usePasteAddress(): void {
  const store = useAppStore();
  useEffect(() => {
    function onPaste(event: ClipboardEvent): void {
      if (event.defaultPrevented || takesText(event.target) || isDialogOpen()) return;
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      if (!isAddress(text)) return;
      event.preventDefault();
      store.getState().setAddress(text);
      focusField('Server address');
    }
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [store]);
}

function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, [contenteditable="true"], [role="dialog"]') !== null
  );
}
