import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useElapsed } from './use-elapsed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Time({ phase, newsAt }: { phase: 'streaming' | 'ended'; newsAt: number }) {
  return <p role="timer">{useElapsed({ elapsed: 120, phase }, newsAt)}</p>;
}
const shown = () => Number(screen.getByRole('timer').textContent);

test('the time of a call goes on from its last news, also for whoever looks later', () => {
  const newsAt = performance.now();
  vi.advanceTimersByTime(5000);
  const { rerender } = render(<Time phase="streaming" newsAt={newsAt} />);
  expect(shown()).toBe(5120);
  act(() => void vi.advanceTimersByTime(1000));
  expect(shown()).toBe(6120);
  rerender(<Time phase="ended" newsAt={newsAt} />);
  act(() => void vi.advanceTimersByTime(1000));
  expect(shown()).toBe(120);
});
