import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { Variable } from '#app/contract/workspace.ts';
import { VariablesEditor } from './VariablesEditor.tsx';

afterEach(cleanup);

let latest: readonly Variable[] = [];

function Editor({ start }: { readonly start: readonly Variable[] }) {
  const [rows, setRows] = useState(start);
  latest = rows;
  return <VariablesEditor rows={rows} onChange={setRows} />;
}

const field = (what: 'name' | 'value', number: number) =>
  screen.getByRole('textbox', { name: `Variable ${what} ${number}` });

it('is typed from row to row by keyboard; a number is JSON until somebody says otherwise', async () => {
  render(<Editor start={[]} />);
  await userEvent.click(screen.getByRole('button', { name: 'Add variable' }));
  await userEvent.keyboard('n');
  await userEvent.type(field('value', 1), '42{Enter}');
  await userEvent.keyboard('who');
  await userEvent.type(field('value', 2), '42 people');
  expect(latest).toEqual([
    { name: 'n', value: '42', type: 'json' },
    { name: 'who', value: '42 people', type: 'text' },
  ]);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Variable type 1' }), 'Text');
  await userEvent.type(field('value', 1), '3');
  expect(latest[0]).toEqual({ name: 'n', value: '423', type: 'text' });
});

it('says what is wrong at the row, and gives the keyboard to the next place when one goes', async () => {
  render(<Editor start={[{ name: 'ids', value: '[1', type: 'json' }]} />);
  expect(field('value', 1).getAttribute('aria-invalid')).toBe('true');
  screen.getByText(/The variable ids is no JSON/);
  await userEvent.type(field('value', 1), ', 2]');
  expect(screen.queryByText(/is no JSON/)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Remove variable 1' }));
  expect(latest).toEqual([]);
  await Promise.resolve();
  expect(document.activeElement?.textContent).toContain('Add variable');
});
