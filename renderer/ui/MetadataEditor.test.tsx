import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { MetadataEditor } from './MetadataEditor.tsx';
import type { MetadataRow } from './metadata-paste.ts';

afterEach(cleanup);

let latest: readonly MetadataRow[] = [];

function Editor(props: {
  readonly start: readonly MetadataRow[];
  readonly replaces?: (row: MetadataRow) => string | undefined;
}) {
  const { start, replaces } = props;
  const [rows, setRows] = useState(start);
  latest = rows;
  return (
    <MetadataEditor
      rows={rows}
      onChange={setRows}
      faultOf={({ name }) => (name === 'te' ? '"te" is set by HTTP/2' : undefined)}
      replaces={replaces}
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

it('says what a row takes the place of, and gives it back where the row only turns it off', async () => {
  const replaces = (row: MetadataRow) =>
    row.name === 'x-who' ? '“Ada”, inherited from f' : undefined;
  const start = [
    { name: 'x-who', value: '', disabled: true },
    { name: 'x-who', value: 'Grace', disabled: true },
  ];
  render(<Editor start={start} replaces={replaces} />);
  expect(screen.getAllByText('Turns off “Ada”, inherited from f')).toHaveLength(2);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Send metadata 2' }));
  expect(screen.getByText('Instead of “Ada”, inherited from f')).toBeTruthy();
  expect(latest[1]).toEqual({ name: 'x-who', value: 'Grace', disabled: false });
  await userEvent.click(screen.getByRole('checkbox', { name: 'Send metadata 1' }));
  expect(latest.map(({ value }) => value)).toEqual(['Grace']);
});
