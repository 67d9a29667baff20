import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import './jsdom-gaps.ts';
import { Button, IconButton } from './Button.tsx';
import { Modal } from './Modal.tsx';
import { Notice } from './Notice.tsx';
import { PairsTable } from './PairsTable.tsx';
import { PartTabs } from './PartTabs.tsx';
import { SearchField } from './SearchField.tsx';
import { StatusText } from './StatusText.tsx';
import { TextField } from './TextField.tsx';

afterEach(cleanup);
const nothing = () => {};

it('a button is named by its label alone', async () => {
  const onPress = vi.fn();
  render(
    <Button tone="primary" shortcut="Ctrl+Enter" onPress={onPress}>
      Send
    </Button>,
  );
  const button = screen.getByRole('button', { name: 'Send' });
  expect(button.textContent).toContain('Ctrl+Enter');
  await userEvent.click(button);
  expect(onPress).toHaveBeenCalledOnce();
});

it('a disabled button does nothing, and keeps the keyboard', async () => {
  const onPress = vi.fn();
  render(
    <Button isDisabled onPress={onPress}>
      Send
    </Button>,
  );
  const button = screen.getByRole('button', { name: 'Send' });
  await userEvent.click(button);
  await userEvent.keyboard('{Enter}');
  expect(onPress).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(button);
  expect(button.getAttribute('aria-disabled')).toBe('true');
});

it('an icon button has a tooltip with its shortcut', async () => {
  render(<IconButton label="New request" shortcut="Ctrl+T" icon="+" onPress={nothing} />);
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'New request' }));
  expect(screen.getByRole('tooltip').textContent).toBe('New request Ctrl+T');
});

it('a field says what is wrong with it and submits on Enter, not on Ctrl+Enter', async () => {
  const onSubmit = vi.fn();
  render(
    <TextField
      label="Deadline"
      isLabelHidden
      value="x"
      onChange={nothing}
      fault="x is no time"
      onSubmit={onSubmit}
    />,
  );
  const field = screen.getByRole('textbox', { name: 'Deadline', description: 'x is no time' });
  await userEvent.type(field, '{Control>}{Enter}{/Control}');
  expect(onSubmit).not.toHaveBeenCalled();
  await userEvent.type(field, '{Enter}');
  expect(onSubmit).toHaveBeenCalledOnce();
});

it('a search field is cleared by Esc', async () => {
  function Filter() {
    const [text, setText] = useState('chat');
    return <SearchField label="Filter services" value={text} onChange={setText} />;
  }
  render(<Filter />);
  const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter services' });
  await userEvent.type(box, '{Escape}');
  expect(box.value).toBe('');
});

it('a dialog is named by its title, closes on Esc and gives the focus back', async () => {
  function Opener() {
    const [isOpen, setOpen] = useState(false);
    return (
      <>
        <Button onPress={() => setOpen(true)}>Open</Button>
        <Modal title="Add schema" isOpen={isOpen} onClose={() => setOpen(false)} actions={null}>
          <TextField label="Path" value="" onChange={nothing} autoFocus />
        </Modal>
      </>
    );
  }
  render(<Opener />);
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
  expect(screen.getByRole('dialog', { name: 'Add schema' })).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Path' }));
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  await vi.waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open' })),
  );
});

it('the selected tab names its panel, also after another was selected', () => {
  const tabs = [
    { id: 'message', label: 'Message' },
    { id: 'metadata', label: 'Metadata', count: 2 },
  ];
  const parts = { label: 'Request parts', tabs, onSelect: nothing };
  const { rerender } = render(<PartTabs {...parts} selected="message" />);
  rerender(<PartTabs {...parts} selected="metadata" />);
  const tab = screen.getByRole('tab', { name: 'Metadata', selected: true });
  expect(tab.getAttribute('aria-controls')).toBe(screen.getByRole('tabpanel').id);
});

it('a status shows name and number together', () => {
  const { container, rerender } = render(<StatusText code={3} status="INVALID_ARGUMENT" />);
  expect(container.textContent).toBe('INVALID_ARGUMENT 3');
  rerender(<StatusText code={null} status="INTERRUPTED" />);
  expect(container.textContent).toBe('INTERRUPTED');
});

it('what cannot be seen in text from elsewhere is written out', () => {
  const nasty = 'a\u202eb\u001bc\u0000d\ne';
  const written = 'a\\u202eb\\u001bc\\u0000d';
  render(<Notice tone="danger" title={nasty} hint={nasty} oneLine />);
  expect(screen.getByRole('alert').textContent).toBe(`${written} ↵ e`.repeat(2));
  expect(screen.getByTitle(/u202e/).getAttribute('title')).toBe(`${written}\ne`);
  render(<StatusText code={99} status={nasty} />);
  expect(screen.getByText(`${written}\\u000ae 99`)).toBeTruthy();
});

it('a very long value leaves the others their place until all of it is asked for', async () => {
  const user = userEvent.setup();
  render(<PairsTable label="Headers" pairs={[['x-long', 'a'.repeat(60_000)]]} empty="none" />);
  const cell = screen.getByRole('cell');
  expect(cell.textContent?.length).toBeLessThan(2100);
  const button = screen.getByRole('button', { name: /^Show all 60.000 characters$/ });
  await user.click(button);
  expect(cell.textContent?.length).toBeGreaterThan(60_000);
  expect(document.activeElement).toBe(button);
});

it('pairs keep order and repeats, and are copied as lines', async () => {
  const onCopy = vi.fn();
  const pairs = [
    ['b', '2'],
    ['a', '1'],
    ['b', '\u202e3'],
  ] as const;
  render(<PairsTable label="Headers" pairs={pairs} empty="none" onCopy={onCopy} />);
  const table = screen.getByRole('table', { name: 'Headers' });
  expect([...table.querySelectorAll('tr')].map((row) => row.textContent)).toEqual([
    'b2',
    'a1',
    'b\\u202e3',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Copy headers as text' }));
  expect(onCopy).toHaveBeenCalledWith('b: 2\na: 1\nb: \u202e3\n');
});

it('a fault is announced, with its next step', async () => {
  const onPress = vi.fn();
  render(
    <Notice
      tone="danger"
      title="Refused"
      hint="Check the port."
      actions={[{ label: 'Try again', onPress }]}
    />,
  );
  expect(screen.getByRole('alert').textContent).toContain('Check the port.');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onPress).toHaveBeenCalledOnce();
});
