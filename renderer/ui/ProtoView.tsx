import { selectAll } from '@codemirror/commands';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { useLayoutEffect, useRef } from 'react';
import { editorTheme } from './code-editor/editor-theme.ts';
import { findInEditor } from './code-editor/find-in-editor.ts';
import { keyboardRing } from './code-editor/keyboard-ring.ts';
import { markedLine, offsetOf, type TextPlace } from './code-editor/marked-line.ts';
import { protoSyntax } from './code-editor/proto-syntax.ts';
import { type TextLink, textLinks } from './code-editor/text-links.ts';
import './CodeEditor.css';
import './ProtoView.css';

interface ProtoViewProps {
  /** Names the textbox. */
  readonly label: string;
  readonly text: string;
  /** Parts of the text that lead to a definition. Give the same array for the same text. */
  readonly links?: readonly TextLink[] | undefined;
  readonly onLink?: ((symbol: string) => void) | undefined;
  /** The line to mark and to bring into view. */
  readonly place?: TextPlace | undefined;
  readonly hasLineNumbers?: boolean | undefined;
  /** The keyboard comes here whenever another text is shown. */
  readonly autoFocus?: boolean | undefined;
}

/** `.proto` text to read, search, copy and follow. Only what is in view is in the document. */
export function ProtoView(props: ProtoViewProps) {
  const { label, text, links, place, hasLineNumbers = false, autoFocus = false } = props;
  const host = useRef<HTMLDivElement>(null);
  const onLink = useRef(props.onLink);
  useLayoutEffect(() => {
    onLink.current = props.onLink;
  });
  const line = place?.line;
  const column = place?.column;
  useLayoutEffect(() => {
    if (host.current === null) return;
    const view = new EditorView({
      parent: host.current,
      ...opened(text, line === undefined ? undefined : { line, column }, [
        readerSetup(label),
        hasLineNumbers ? lineNumbers() : [],
        textLinks(links ?? [], text.length, (symbol) => onLink.current?.(symbol)),
      ]),
    });
    if (autoFocus) view.contentDOM.focus({ preventScroll: true });
    return () => view.destroy();
  }, [label, text, links, line, column, hasLineNumbers, autoFocus]);
  return (
    <div className="code-editor proto-view">
      <div ref={host} className="code-editor-host" />
    </div>
  );
}

function opened(text: string, place: TextPlace | undefined, setup: Extension) {
  // Line breaks count one, as in the offsets of links.
  const extensions = [EditorState.lineSeparator.of('\n'), setup];
  if (place === undefined) return { state: EditorState.create({ doc: text, extensions }) };
  const at = offsetOf(EditorState.create({ doc: text, extensions }), place);
  return {
    state: EditorState.create({
      doc: text,
      selection: { anchor: at },
      extensions: [extensions, markedLine(at)],
    }),
    scrollTo: EditorView.scrollIntoView(at, { y: 'center' }),
  };
}

function readerSetup(label: string): Extension {
  return [
    EditorState.readOnly.of(true),
    // Not to be typed in at all: so Tab goes from link to link, and the arrows scroll.
    EditorView.editable.of(false),
    EditorState.phrases.of({ 'Find in the answer': 'Find in the text' }),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-readonly': 'true',
      tabindex: '0',
      translate: 'no',
    }),
    highlightSpecialChars(),
    drawSelection(),
    keyboardRing,
    protoSyntax,
    editorTheme,
    findInEditor,
    keymap.of([{ key: 'Mod-a', run: selectAll }]),
  ];
}
