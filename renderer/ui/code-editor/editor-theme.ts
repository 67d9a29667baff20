import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const view = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface-0)', color: 'var(--text-0)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-data)',
    fontSize: 'var(--size-data)',
    lineHeight: '20px',
    fontVariantLigatures: 'none',
  },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text-0)' },
  '.cm-line': { padding: '0 12px 0 4px' },
  '.cm-cursor': { borderLeftColor: 'var(--text-0)', borderLeftWidth: '1.5px' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface-0)',
    color: 'var(--text-2)',
    border: 'none',
    userSelect: 'none',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '32px', padding: '0 0 0 8px' },
  '.cm-foldGutter .cm-gutterElement': { width: '16px', textAlign: 'center', cursor: 'pointer' },
  '.cm-foldPlaceholder': {
    margin: '0 4px',
    padding: '0 6px',
    border: 'none',
    borderRadius: '4px',
    backgroundColor: 'var(--surface-2)',
    color: 'var(--text-1)',
  },
  '.cm-placeholder': { color: 'var(--text-2)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--surface-3)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent', color: 'var(--danger)' },
  '& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    {
      background: 'color-mix(in srgb, var(--accent) 26%, transparent)',
    },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--danger) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-hint': {
    backgroundImage: 'none',
    textDecoration: 'underline dotted var(--warn) 1.5px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint-error::after': { borderBottomColor: 'var(--danger)' },
  '.cm-panels': { backgroundColor: 'var(--surface-1)', color: 'var(--text-0)', zIndex: '5' },
  '.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-searchMatch': {
    backgroundColor: 'color-mix(in srgb, var(--warn) 20%, transparent)',
    borderRadius: '2px',
  },
  // It is selected too: a second colour over that one would drown the text.
  '.cm-searchMatch-selected': {
    backgroundColor: 'transparent',
    outline: '1.5px solid var(--warn)',
  },
  '.cm-fault-line': { boxShadow: 'inset 2px 0 var(--danger)' },
  '.cm-fault': {
    backgroundColor: 'color-mix(in srgb, var(--danger) 18%, transparent)',
    borderRadius: '2px',
  },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: '4px',
    backgroundColor: 'var(--surface-1)',
    color: 'var(--text-0)',
    boxShadow: '0 4px 16px var(--float-shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '220px',
    fontFamily: 'var(--font-data)',
    fontSize: 'var(--size-data)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px', lineHeight: '20px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    background: 'var(--selected)',
    color: 'var(--text-0)',
  },
  '.cm-completionDetail': {
    marginLeft: '12px',
    color: 'var(--text-1)',
    fontStyle: 'normal',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-tooltip.cm-completionInfo': { width: '300px', maxWidth: '300px', padding: '0' },
  '.cm-tooltip-lint': { fontFamily: 'var(--font-ui)', fontSize: 'var(--size-small)' },
  '.cm-diagnostic': { padding: '4px 8px', borderLeft: 'none' },
});

const json = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--text-0)' },
  { tag: tags.string, color: 'var(--received)' },
  { tag: tags.number, color: 'var(--accent)' },
  { tag: [tags.bool, tags.null], color: 'var(--sent)' },
  {
    tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket],
    color: 'var(--text-2)',
  },
]);

export const editorTheme: Extension = [view, syntaxHighlighting(json)];
