import { type Completion, completionStatus } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin } from '@codemirror/view';

/**
 * While others are looked for, the editor shows the offers that it had and takes no click on them. Who
 * clicks on one has seen it and means it.
 */
export function clickOffer(take: (view: EditorView, label: string) => void): Extension {
  return ViewPlugin.define((view) => {
    function onPress(event: MouseEvent): void {
      if (completionStatus(view.state) !== 'pending' || !(event.target instanceof Element)) return;
      const offer = event.target.closest('.cm-tooltip-autocomplete li');
      const label = offer?.querySelector('.cm-completionLabel')?.textContent;
      if (label == null) return;
      // The cursor stays in the text.
      event.preventDefault();
      event.stopPropagation();
      take(view, label);
    }
    view.dom.addEventListener('mousedown', onPress, true);
    return { destroy: () => view.dom.removeEventListener('mousedown', onPress, true) };
  });
}

/** The offer of that label, put in as if it were taken by the editor. */
export function takeOffer(view: EditorView, offers: readonly Completion[], label: string): void {
  const offer = offers.find((one) => one.label === label);
  const { head } = view.state.selection.main;
  if (typeof offer?.apply === 'function') offer.apply(view, offer, head, head);
}
