import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import './jsdom-gaps.ts';
import { CodeEditor } from './CodeEditor.tsx';
import { closeFind, openFind } from './code-editor/find-in-editor.ts';
import { JsonView } from './JsonView.tsx';

afterEach(cleanup);

const text = '{\n  "name": "Ada",\n  "path": "C:\\\\new",\n  "also": "ada"\n}';

function finding(shown = text) {
  const view = render(<JsonView label="Answer" text={shown} omitted={0} />);
  openFind(view.container);
  const panel = screen.getByRole('search');
  const field = within(panel).getByRole('textbox', { name: 'Find in the answer' });
  const count = () => within(panel).getByRole('status').textContent;
  return { ...view, user: userEvent.setup(), panel, field, count };
}

test('finds while one types, on Enter the next and on Shift+Enter the one before', async () => {
  const { user, field, count } = finding();
  expect(document.activeElement).toBe(field);
  await user.keyboard('ada');
  expect(count()).toBe('1 of 2');
  await user.keyboard('{Enter}');
  expect(count()).toBe('2 of 2');
  await user.keyboard('{Enter}');
  expect(count()).toBe('1 of 2');
  await user.keyboard('{Shift>}{Enter}{/Shift}');
  expect(count()).toBe('2 of 2');
  expect(document.activeElement).toBe(field);
});

test('takes what is typed to the letter, and says when there is none', async () => {
  const { user, panel, count } = finding();
  await user.keyboard('\\n');
  expect(count()).toBe('1 of 1');
  await user.keyboard('othing');
  expect(count()).toBe('No match');
  expect(
    within(panel).getByRole<HTMLButtonElement>('button', { name: 'Next match' }).disabled,
  ).toBe(true);
});

test('minds capitals when asked to', async () => {
  const { user, panel, field, count } = finding();
  await user.keyboard('Ada');
  expect(count()).toBe('1 of 2');
  const matchCase = within(panel).getByRole('button', { name: 'Match case' });
  await user.click(matchCase);
  expect(matchCase.getAttribute('aria-pressed')).toBe('true');
  expect(count()).toBe('1 of 1');
  await user.click(field);
  await user.clear(field);
  expect(count()).toBe('');
});

test('counts anew when another text is shown', async () => {
  const { user, rerender, count } = finding();
  await user.keyboard('ada');
  rerender(<JsonView label="Answer" text='["ada", "ada", "ada"]' omitted={0} />);
  expect(count()).toMatch(/3/);
});

test('Esc closes it, handled, and gives the focus back', async () => {
  const editable = render(<CodeEditor label="Message" value="{}" />);
  within(editable.container).getByRole('textbox').focus();
  const { user, container } = finding();
  const passed: boolean[] = [];
  window.addEventListener('keydown', (event) => passed.push(event.defaultPrevented), {
    once: true,
  });
  await user.keyboard('{Escape}');
  expect(passed).toEqual([true]);
  expect(screen.queryByRole('search')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
  expect(closeFind(container)).toBe(false);
});

test('is not for an editor that one writes in', () => {
  const { container } = render(<CodeEditor label="Message" value="{}" />);
  openFind(container);
  expect(within(container).queryByRole('search')).toBeNull();
});
