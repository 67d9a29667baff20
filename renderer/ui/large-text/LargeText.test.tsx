import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TextMatch } from '#app/contract/message-text.ts';
import { LargeText } from './LargeText.tsx';

// jsdom lays nothing out: the list is told that it is ten rows tall.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(200);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const count = 3_000_000;
const onRange = vi.fn();
const onCopy = vi.fn();

function Text({ match, words = '' }: { readonly match?: TextMatch; readonly words?: string }) {
  return (
    <LargeText
      label="Event as JSON"
      kind="json"
      count={count}
      lines={count}
      longest={20}
      rowAt={(row) => (row === 7 ? undefined : { line: row + 1, text: `  "n": ${row},` })}
      onRange={onRange}
      onCopy={onCopy}
      wanted={words === '' ? undefined : { words, isCaseSensitive: false }}
      match={match}
    />
  );
}

const list = () => screen.getByRole('listbox', { name: 'Event as JSON' });
const press = (key: string, more: object = {}) => fireEvent.keyDown(list(), { key, ...more });
const selected = () =>
  screen
    .getAllByRole('option', { selected: true })
    .map((row) => Number(row.getAttribute('aria-posinset')) - 1);

it('draws what can be seen of millions of lines, and says what that is', () => {
  render(<Text />);
  const rows = screen.getAllByRole('option');
  expect(rows.length).toBeLessThan(30);
  expect(rows[1]?.textContent).toBe('2  "n": 1,');
  expect(rows[1]?.getAttribute('aria-setsize')).toBe(String(count));
  expect(screen.getByRole('option', { name: 'Loading' })).toBeTruthy();
  expect(onRange).toHaveBeenLastCalledWith(0, rows.length);
});

it('goes through the lines by keys, to both ends, and selects some', () => {
  render(<Text />);
  press('ArrowDown');
  press('ArrowDown');
  press('ArrowDown', { shiftKey: true });
  press('ArrowDown', { shiftKey: true });
  expect(selected()).toEqual([1, 2, 3]);
  press('c', { ctrlKey: true });
  expect(onCopy).toHaveBeenLastCalledWith(1, 3);
  press('End', { ctrlKey: true });
  expect(selected()).toEqual([count - 1]);
  expect(list().getAttribute('aria-activedescendant')).toBe(
    screen.getByRole('option', { selected: true }).id,
  );
  press('PageUp');
  expect(selected()).toEqual([count - 10]);
  press('Home', { ctrlKey: true, shiftKey: true });
  press('c', { ctrlKey: true });
  expect(onCopy).toHaveBeenLastCalledWith(0, count - 9);
  press('a', { ctrlKey: true });
  press('c', { ctrlKey: true });
  expect(onCopy).toHaveBeenLastCalledWith(0, count);
});

it('selects by clicks, and up to one with Shift', () => {
  render(<Text />);
  fireEvent.click(screen.getByRole('option', { name: '"n": 3,' }));
  fireEvent.click(screen.getByRole('option', { name: '"n": 5,' }), { shiftKey: true });
  expect(selected()).toEqual([3, 4, 5]);
});

it('shows a match where it is, and what else is found', () => {
  const { rerender } = render(<Text words="N" />);
  rerender(<Text words="N" match={{ index: 5, row: 1_234_567, column: 3 }} />);
  expect(selected()).toEqual([1_234_567]);
  const matches = document.querySelectorAll('.large-text-match');
  expect([...matches].map(({ textContent }) => textContent)).toEqual(['n']);
  expect(document.querySelectorAll('.large-text-found').length).toBeGreaterThan(5);
});
