import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TimelineRow } from '#app/contract/calls.ts';
import { rowHeight } from './scaled-scroll.ts';
import { type RevealedRow, TimelineList } from './TimelineList.tsx';
import { rowName } from './TimelineRowView.tsx';

const viewport = 10 * rowHeight;

// jsdom lays nothing out: the list is told that it is ten rows tall.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(viewport);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const rowAt = (seq: number): TimelineRow | undefined =>
  seq === 3
    ? undefined
    : { seq, at: seq, type: 'received', index: seq, bytes: 12, preview: `{"n":${seq}}` };

interface ListProps {
  readonly count: number;
  readonly follow?: boolean;
  readonly onRange?: (from: number, to: number) => void;
  readonly reveal?: RevealedRow;
  readonly onCopy?: (seq: number | undefined) => void;
}

function List({ count, follow = true, onRange = () => {}, onCopy, reveal }: ListProps) {
  const [selected, setSelected] = useState<number | undefined>();
  const [following, setFollowing] = useState(follow);
  return (
    <>
      <TimelineList
        count={count}
        rowAt={rowAt}
        onRange={onRange}
        selected={selected}
        onSelect={setSelected}
        onCopy={onCopy && (() => onCopy(selected))}
        following={following}
        onFollowing={setFollowing}
        reveal={reveal}
        empty="Nothing yet"
      />
      <output>{following ? 'following' : 'not following'}</output>
      <button type="button" onClick={() => setFollowing(!following)}>
        Follow
      </button>
    </>
  );
}

const numbers = () =>
  screen.getAllByRole('option').map((row) => Number(row.getAttribute('aria-posinset')) - 1);
const press = (key: string) => fireEvent.keyDown(screen.getByRole('listbox'), { key });
const selected = () => screen.getByRole('option', { selected: true }).getAttribute('aria-label');

it('is a quiet log that holds only what is drawn', () => {
  const onRange = vi.fn();
  render(<List count={2_000_000} onRange={onRange} />);
  const log = screen.getByRole('log', { name: 'Timeline' });
  expect(log.getAttribute('aria-live')).toBe('off');
  expect(numbers().at(-1)).toBe(1_999_999);
  expect(numbers().length).toBeLessThan(30);
  expect(onRange).toHaveBeenLastCalledWith(numbers()[0], 2_000_000);
});

it('names its rows', () => {
  const row = { seq: 5, at: 1, preview: '{"te…' };
  expect(rowName({ ...row, type: 'sent', index: 1, bytes: 12 })).toBe('Sent 1, 12 B, {"te…');
  expect(rowName({ ...row, type: 'received', index: 41_233, bytes: 1500 })).toBe(
    'Received 41233, 1.5 KB, {"te…',
  );
  expect(rowName({ ...row, type: 'warning', index: 7 })).toBe('Warning, {"te…');
  expect(rowName({ ...row, type: 'half-close', preview: '' })).toBe('Half-closed');
});

it('follows the newest row', () => {
  const { rerender } = render(<List count={100} />);
  rerender(<List count={2345} />);
  expect(screen.getByRole('option', { name: /^Received 2344, / })).toBeTruthy();
});

it('keeps its place while not following, and has a way back', () => {
  const { rerender } = render(<List count={100} />);
  press('Home');
  expect(screen.getByText('not following')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Jump to newest' })).toBeNull();
  rerender(<List count={5000} />);
  expect(numbers()[0]).toBe(0);
  fireEvent.click(screen.getByRole('button', { name: 'Jump to newest' }));
  expect(numbers().at(-1)).toBe(4999);
  expect(screen.getByText('following')).toBeTruthy();
});

it('moves the selection by keys and reaches both ends', () => {
  render(<List count={2_000_000} />);
  press('ArrowUp');
  expect(selected()).toMatch(/^Received 1999999, /);
  press('Home');
  expect(selected()).toMatch(/^Received 0, /);
  press('ArrowDown');
  press('ArrowDown');
  expect(selected()).toMatch(/^Received 2, /);
  press('PageDown');
  expect(selected()).toMatch(/^Received 11, /);
  press('End');
  expect(selected()).toMatch(/^Received 1999999, /);
  expect(screen.getByRole('listbox').getAttribute('aria-activedescendant')).toBe(
    screen.getByRole('option', { selected: true }).id,
  );
});

it('stops following when the person scrolls up and goes on at the bottom', () => {
  render(<List count={500} />);
  const list = screen.getByRole('listbox');
  fireEvent.wheel(list, { deltaY: -100 });
  expect(screen.getByText('not following')).toBeTruthy();
  list.scrollTop = 500 * rowHeight - viewport;
  fireEvent.scroll(list);
  expect(screen.getByText('following')).toBeTruthy();
});

it('asks at once for what a jump of the scroll bar shows, and draws it when it comes, or without it in the next frame', () => {
  const frames: FrameRequestCallback[] = [];
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame));
  vi.spyOn(window, 'cancelAnimationFrame').mockImplementation((id) => {
    frames.splice(id - 1, 1);
  });
  const nextFrame = () =>
    act(() => {
      for (const frame of frames.splice(0)) frame(0);
    });
  const onRange = vi.fn();
  const loaded = new Set<number>();
  const list = () => (
    <TimelineList
      count={500}
      rowAt={(seq) => (seq < 20 || loaded.has(seq) ? rowAt(seq + 4) : undefined)}
      onRange={onRange}
      onSelect={() => {}}
      following={false}
      onFollowing={() => {}}
    />
  );
  const { rerender } = render(list());
  const scrollTo = (row: number) => {
    screen.getByRole('listbox').scrollTop = row * rowHeight;
    fireEvent.scroll(screen.getByRole('listbox'));
  };
  scrollTo(100);
  expect(onRange).toHaveBeenLastCalledWith(94, 116);
  nextFrame();
  expect(numbers()[0]).toBe(0);
  for (let seq = 94; seq < 116; seq += 1) loaded.add(seq);
  rerender(list());
  expect(screen.getByRole('option', { name: /^Received 104, / })).toBeTruthy();
  expect(numbers()[0]).toBe(94);
  // The frame that was to draw without them is not of the next movement.
  scrollTo(300);
  nextFrame();
  expect(numbers()[0]).toBe(94);
  nextFrame();
  expect(screen.getByRole('option', { name: 'Event 300, loading' })).toBeTruthy();
  // What is loaded is drawn in the very frame.
  scrollTo(100);
  expect(numbers()[0]).toBe(94);
});

it('does not stop following for a wheel over a list that fits', () => {
  render(<List count={5} />);
  fireEvent.wheel(screen.getByRole('listbox'), { deltaY: -100 });
  expect(screen.getByText('following')).toBeTruthy();
});

it('selects by a click, draws rows not loaded yet, and says when there are none', () => {
  const { rerender } = render(<List count={8} />);
  expect(screen.getByRole('option', { name: 'Event 3, loading' })).toBeTruthy();
  fireEvent.click(screen.getByText('{"n":5}'));
  expect(selected()).toMatch(/^Received 5, /);
  rerender(<List count={0} />);
  expect(screen.getByText('Nothing yet')).toBeTruthy();
  expect(screen.queryByRole('option')).toBeNull();
});

it('that is told not to follow stays where it is while rows come', () => {
  const { rerender } = render(<List count={2_000_000} />);
  const before = numbers();
  fireEvent.click(screen.getByRole('button', { name: 'Follow' }));
  expect(screen.getByText('not following')).toBeTruthy();
  rerender(<List count={2_000_700} />);
  expect(numbers().slice(0, before.length)).toEqual(before);
  fireEvent.click(screen.getByRole('button', { name: 'Follow' }));
  expect(numbers().at(-1)).toBe(2_000_699);
});

it('Ctrl+C copies the selected event, and nothing where none is', () => {
  const copied: unknown[] = [];
  render(<List count={20} onCopy={(seq) => copied.push(seq)} />);
  const list = screen.getByRole('listbox');
  fireEvent.keyDown(list, { key: 'c', ctrlKey: true });
  press('Home');
  fireEvent.keyDown(list, { key: 'c', ctrlKey: true });
  fireEvent.keyDown(list, { key: 'c', ctrlKey: true, shiftKey: true });
  expect(copied).toEqual([0]);
});

it('brings a row into view once, with some around it, and leaves it to the person then', () => {
  const reveal = { row: 700 };
  const { rerender } = render(<List count={2000} follow={false} reveal={reveal} />);
  const shown = () => numbers().slice(6, -6);
  expect(shown()).toContain(697);
  expect(shown()).toContain(703);
  press('Home');
  rerender(<List count={2001} follow={false} reveal={reveal} />);
  expect(numbers()[0]).toBe(0);
  rerender(<List count={2001} follow={false} reveal={{ row: 700 }} />);
  expect(shown()).toContain(700);
});

it('follows on when it becomes taller, which moves its scroll bar', () => {
  render(<List count={500} />);
  const list = screen.getByRole('listbox');
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(2 * viewport);
  list.scrollTop = 500 * rowHeight - 2 * viewport;
  fireEvent.scroll(list);
  expect(screen.getByText('following')).toBeTruthy();
});
