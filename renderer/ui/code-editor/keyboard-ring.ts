import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, ViewPlugin } from '@codemirror/view';

const setRing = StateEffect.define<boolean>();

const ring = StateField.define<boolean>({
  create: () => false,
  update: (value, { effects }) => effects.find((effect) => effect.is(setRing))?.value ?? value,
  provide: (field) =>
    EditorView.editorAttributes.from(
      field,
      (isOn): Record<string, string> => (isOn ? { class: 'cm-ring' } : {}),
    ),
});

const focusWatch = ViewPlugin.define(() => ({ isPressed: false }), {
  eventHandlers: {
    mousedown(_event, view) {
      this.isPressed = true;
      if (view.hasFocus) view.dispatch({ effects: setRing.of(false) });
    },
    focus(_event, view) {
      view.dispatch({ effects: setRing.of(!this.isPressed) });
    },
    blur(_event, view) {
      this.isPressed = false;
      view.dispatch({ effects: setRing.of(false) });
    },
  },
});

/**
 * The focus ring, for whoever did not come by the pointer. `:focus-visible` cannot tell: it always
 * holds for text that can be edited.
 */
export const keyboardRing: Extension = [ring, focusWatch];
