import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import './jsdom-gaps.ts';
import { PartTabs } from './PartTabs.tsx';
import { RequestTabs } from './RequestTabs.tsx';

afterEach(cleanup);

const names = ['Converse', 'EmbedText', 'Ticker'];

function Requests() {
  const [open, setOpen] = useState<readonly string[]>(names);
  const [selected, setSelected] = useState('Converse');
  return (
    <RequestTabs
      tabs={open.map((name) => ({
        id: name,
        label: name,
        title: `a.B/${name}`,
        kind: 'unary',
        busy: name === 'Ticker',
      }))}
      selected={selected}
      onSelect={setSelected}
      onClose={(id) => {
        const left = open.filter((name) => name !== id);
        setOpen(left);
        if (id === selected) setSelected(left[0] ?? '');
      }}
    />
  );
}

const list = () => screen.getByRole('tablist', { name: 'Requests' });
const open = () =>
  within(list())
    .getAllByRole('tab')
    .map((tab) => tab.getAttribute('aria-label'));
const chosen = () => screen.getByRole('tab', { selected: true }).getAttribute('aria-label');

it('selects by click and by arrow keys', async () => {
  render(<Requests />);
  await userEvent.click(screen.getByRole('tab', { name: 'EmbedText' }));
  expect(chosen()).toBe('EmbedText');
  await userEvent.keyboard('{ArrowRight}');
  expect(chosen()).toBe('Ticker');
  await userEvent.keyboard('{ArrowRight}');
  expect(chosen()).toBe('Converse');
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Converse' }));
});

it('closes by the button, the middle of the mouse and Delete', async () => {
  render(<Requests />);
  await userEvent.click(screen.getByRole('button', { name: 'Close EmbedText' }));
  expect(open()).toEqual(['Converse', 'Ticker']);
  fireEvent(
    screen.getByRole('tab', { name: 'Ticker' }),
    new MouseEvent('auxclick', { bubbles: true, button: 1 }),
  );
  expect(open()).toEqual(['Converse']);
  screen.getByRole('tab', { name: 'Converse' }).focus();
  await userEvent.keyboard('{Delete}');
  expect(screen.queryByRole('tab')).toBeNull();
});

it('keeps the keyboard in the tabs when one is closed', async () => {
  render(<Requests />);
  screen.getByRole('tab', { name: 'Converse' }).focus();
  await userEvent.keyboard('{Delete}');
  expect(document.activeElement).toBe(screen.getByRole('tab', { selected: true }));
  await userEvent.click(screen.getByRole('button', { name: 'Close Ticker' }));
  expect(document.activeElement).toBe(screen.getByRole('tab', { selected: true }));
});

it('holds nothing but tabs in its tablist, and tells which request is busy', () => {
  render(<Requests />);
  expect(within(list()).queryByRole('button')).toBeNull();
  const busy = screen.getByRole('tab', { name: 'Ticker' });
  expect(busy.getAttribute('aria-description')).toBe('a.B/Ticker, busy');
});

function Parts() {
  const [part, setPart] = useState('message');
  const tabs = [
    { id: 'message', label: 'Message' },
    { id: 'metadata', label: 'Metadata', count: 2 },
  ];
  return (
    <PartTabs label="Request parts" tabs={tabs} selected={part} onSelect={setPart}>
      <p>the {part}</p>
    </PartTabs>
  );
}

it('shows one part, under tabs whose names are their labels alone', async () => {
  render(<Parts />);
  const parts = within(screen.getByRole('tablist', { name: 'Request parts' }));
  expect(screen.getByRole('tabpanel', { name: 'Message' }).textContent).toBe('the message');
  await userEvent.click(parts.getByRole('tab', { name: 'Metadata' }));
  expect(screen.getByRole('tabpanel', { name: 'Metadata' }).textContent).toBe('the metadata');
  expect(screen.getAllByRole('tabpanel')).toHaveLength(1);
});
