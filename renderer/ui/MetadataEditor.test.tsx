import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { MetadataEditor } from './MetadataEditor.tsx';
import type { MetadataRow } from './metadata-paste.ts';

afterEach(cleanup);

let latest: readonly MetadataRow[] = [];

function Editor({ start }: { readonly start: readonly MetadataRow[] }) {
  const [rows, setRows] = useState(start);
  latest = rows;
  return (
    <MetadataEditor
      rows={rows}
      onChange={setRows}
      faultOf={({ name }) => (name === 'te' ? '"te" is set by HTTP/2' : undefined)}
    />
  );
}

const name = (number: number) =>
  screen.getByRole<HTMLInputElement>('textbox', { name: `Metadata name ${number}` });
const value = (number: number) =>
  screen.getByRole<HTMLInputElement>('textbox', { name: `Metadata value ${number}` });

it('adds a row, goes to it, and takes what is typed', async () => {
  render(<Editor start={[]} />);
  await userEvent.click(screen.getByRole('button', { name: 'Add metadata' }));
  expect(document.activeElement).toBe(name(1));
  await userEvent.keyboard('x-a');
  await userEvent.type(value(1), 'one{Enter}');
  expect(document.activeElement).toBe(name(2));
  expect(latest).toEqual([
    { name: 'x-a', value: 'one' },
    { name: '', value: '' },
  ]);
});

it('parts pasted lines into rows, in the place of an empty one', async () => {
  render(
    <Editor
      start={[
        { name: 'x-a', value: '1' },
        { name: '', value: '' },
      ]}
    />,
  );
  await userEvent.click(name(2));
  await userEvent.paste('x-b: 2\nx-c: http://h:3\n');
  expect(latest).toEqual([
    { name: 'x-a', value: '1' },
    { name: 'x-b', value: '2' },
    { name: 'x-c', value: 'http://h:3' },
  ]);
});

it('pastes a value with a colon to the letter', async () => {
  render(<Editor start={[{ name: 'x-a', value: '' }]} />);
  await userEvent.click(value(1));
  await userEvent.paste('when: now');
  expect(latest).toEqual([{ name: 'x-a', value: 'when: now' }]);
});

it('removes a row and keeps the focus near', async () => {
  render(
    <Editor
      start={[
        { name: 'x-a', value: '1' },
        { name: 'x-b', value: '2' },
      ]}
    />,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Remove metadata 1' }));
  expect(latest).toEqual([{ name: 'x-b', value: '2' }]);
  expect(document.activeElement).toBe(name(1));
});

it('says what is wrong with a row until the row is switched off', async () => {
  render(<Editor start={[{ name: 'te', value: 'trailers' }]} />);
  expect(
    screen.getByRole('textbox', { name: 'Metadata name 1', description: /set by HTTP/ }),
  ).toBeTruthy();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Send metadata 1' }));
  expect(latest).toEqual([{ name: 'te', value: 'trailers', disabled: true }]);
  expect(screen.queryByText(/set by HTTP/)).toBeNull();
});
