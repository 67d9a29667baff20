import { EditorView } from '@codemirror/view';

/**
 * Text that comes in one piece with the line breaks of another system. Chromium would break the line
 * at either character of such a pair; pasted text does not come this way.
 */
export const anyLineBreaks = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType } = event;
    if (inputType !== 'insertText' || data?.includes('\r') !== true) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(view.state.toText(data)), {
      scrollIntoView: true,
      userEvent: 'input.type',
    });
    return true;
  },
});
