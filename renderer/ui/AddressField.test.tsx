import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import './jsdom-gaps.ts';
import { AddressField } from './AddressField.tsx';

afterEach(cleanup);

const recents = ['grpc://localhost:50051', 'grpcs://api.example.com/v2', 'unix:/run/a.sock'];

interface FieldProps {
  readonly onSubmit?: (address: string) => void;
  readonly onEscape?: () => void;
}

function Field({ onSubmit = () => {}, onEscape = () => {} }: FieldProps) {
  const [value, setValue] = useState('');
  return (
    <AddressField
      value={value}
      onChange={setValue}
      onSubmit={onSubmit}
      onEscape={onEscape}
      onBlur={() => {}}
      recents={recents}
      tls={undefined}
    />
  );
}

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Server address' });

it('submits what was typed, to the letter, even when it begins like a recent address', async () => {
  const onSubmit = vi.fn();
  render(<Field onSubmit={onSubmit} />);
  await userEvent.type(field(), 'grpc://LocalHost{Enter}');
  expect(onSubmit.mock.calls).toEqual([['grpc://LocalHost']]);
  expect(field().value).toBe('grpc://LocalHost');
  expect(screen.queryByRole('option')).toBeNull();
});

it('offers the recent addresses that match, and takes one by keyboard', async () => {
  const onSubmit = vi.fn();
  render(<Field onSubmit={onSubmit} />);
  await userEvent.type(field(), 'grpc');
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(
    recents.slice(0, 2),
  );
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(onSubmit.mock.calls).toEqual([[recents[1]]]);
  expect(field().value).toBe(recents[1]);
});

it('opens the whole list by its button, and takes one by a click', async () => {
  const onSubmit = vi.fn();
  render(<Field onSubmit={onSubmit} />);
  await userEvent.type(field(), 'nothing like it');
  await userEvent.click(screen.getByRole('button', { name: 'Recent addresses' }));
  await userEvent.click(screen.getByRole('option', { name: 'unix:/run/a.sock' }));
  expect(onSubmit.mock.calls).toEqual([['unix:/run/a.sock']]);
});

it('closes the list by Esc and keeps what was typed; the next Esc is the field’s too', async () => {
  const [seen, onEscape] = [vi.fn(), vi.fn()];
  document.addEventListener('keydown', seen);
  render(<Field onEscape={onEscape} />);
  await userEvent.type(field(), 'g');
  seen.mockClear();
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('option')).toBeNull();
  expect(field().value).toBe('g');
  expect(onEscape).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}');
  expect(onEscape).toHaveBeenCalledOnce();
  expect(seen).not.toHaveBeenCalled();
  document.removeEventListener('keydown', seen);
});
