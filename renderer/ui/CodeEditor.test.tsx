import { EditorView } from '@codemirror/view';
import { cleanup, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { CodeEditor } from './CodeEditor.tsx';
import { JsonView } from './JsonView.tsx';
import './jsdom-gaps.ts';

afterEach(cleanup);

function editorOf(textbox: HTMLElement): EditorView {
  const view = EditorView.findFromDOM(textbox);
  if (view === null) throw new Error('no editor here');
  return view;
}

it('is a textbox with the name it is given', () => {
  render(<CodeEditor label="Message" value='{"a": 1}' />, { wrapper: StrictMode });
  const textbox = screen.getByRole('textbox', { name: 'Message' });
  expect(textbox.textContent).toBe('{"a": 1}');
  expect(textbox.getAttribute('contenteditable')).toBe('true');
});

it('tells what the person changed, and only that', () => {
  const onChange = vi.fn();
  const { rerender } = render(<CodeEditor label="Message" value="{}" onChange={onChange} />);
  const view = editorOf(screen.getByRole('textbox'));
  rerender(<CodeEditor label="Message" value='{"a": 1}' onChange={onChange} />);
  expect(view.state.doc.toString()).toBe('{"a": 1}');
  expect(onChange).not.toHaveBeenCalled();
  view.dispatch({ changes: { from: 6, to: 7, insert: '2' } });
  expect(onChange.mock.calls).toEqual([['{"a": 2}']]);
});

it('takes text with the line breaks of any system', () => {
  const onChange = vi.fn();
  render(<CodeEditor label="Message" value="" onChange={onChange} />);
  const textbox = screen.getByRole('textbox');
  const wanted = { inputType: 'insertText', bubbles: true, cancelable: true };
  textbox.dispatchEvent(new InputEvent('beforeinput', { ...wanted, data: '{\r\n  "a": 1\r}' }));
  expect(onChange.mock.calls).toEqual([['{\n  "a": 1\n}']]);
});

it('keeps the cursor when a value from outside changes something else', () => {
  const { rerender } = render(<CodeEditor label="Message" value='{"a": 1, "b": 2}' />);
  const view = editorOf(screen.getByRole('textbox'));
  view.dispatch({ selection: { anchor: 4 } });
  rerender(<CodeEditor label="Message" value='{"a": 1, "b": 345}' />);
  expect(view.state.selection.main.head).toBe(4);
});

it('does not undo typing when an old value is given again', () => {
  const { rerender } = render(<CodeEditor label="Message" value="{}" placeholder="one" />);
  const view = editorOf(screen.getByRole('textbox'));
  view.dispatch({ changes: { from: 1, insert: '"a": 1' } });
  rerender(<CodeEditor label="Message" value="{}" placeholder="two" />);
  expect(view.state.doc.toString()).toBe('{"a": 1}');
});

it('says what is wrong, describes itself by it and marks the place', () => {
  const text = '{"count": "many"}';
  const fault = { message: '$.count is not a number', place: { path: '$.count' } };
  const { rerender } = render(<CodeEditor label="Message" value={text} fault={fault} />);
  const textbox = screen.getByRole('textbox', { description: '$.count is not a number' });
  expect(textbox.getAttribute('aria-invalid')).toBe('true');
  expect(textbox.querySelector('.cm-fault')?.textContent).toBe('"many"');
  rerender(<CodeEditor label="Message" value={text} />);
  expect(textbox.querySelector('.cm-fault')).toBeNull();
  expect(textbox.hasAttribute('aria-invalid')).toBe(false);
});

it('shows JSON that cannot be changed, and says how much is left out', () => {
  render(<JsonView label="Received 1" text='{"a": 1}' omitted={1_200} />);
  const textbox = screen.getByRole('textbox', { name: 'Received 1' });
  expect(textbox.getAttribute('aria-readonly')).toBe('true');
  expect(editorOf(textbox).state.readOnly).toBe(true);
  expect(screen.getByText(/^1.200 more characters are not shown$/)).toBeTruthy();
});

it('goes to the place that a fault names', () => {
  const value = `{\n${'  "a": 1,\n'.repeat(40)}  "b": "ten"\n}`;
  const { rerender } = render(<CodeEditor label="Message" value={value} />);
  const view = editorOf(screen.getByRole('textbox'));
  const fault = { message: '$.b: expected int64', place: { path: '$.b' } };
  rerender(<CodeEditor label="Message" value={value} fault={fault} />);
  expect(view.state.selection.main.head).toBe(value.indexOf('"ten"'));
  view.dispatch({ selection: { anchor: 0 } });
  rerender(<CodeEditor label="Message" value={value} />);
  expect(view.state.selection.main.head).toBe(0);
});

it('marks a variable by its line and column', () => {
  const value = '{\n  "a": {{whom}}\n}';
  const fault = { message: 'There is no variable whom', place: { line: 2, column: 8 } };
  render(<CodeEditor label="Message" value={value} fault={fault} />);
  const textbox = screen.getByRole('textbox', { name: 'Message' });
  expect(textbox.querySelector('.cm-fault')?.textContent).toBe('{{whom}}');
});
