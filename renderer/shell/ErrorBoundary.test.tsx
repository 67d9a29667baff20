import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ErrorBoundary } from './ErrorBoundary.tsx';

function Broken(): never {
  throw new Error('a fault while drawing');
}

test('a fault while drawing is shown with a way out', () => {
  // React reports the error on the console as well.
  const silence = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const onCopyDiagnostics = vi.fn();
  render(
    <ErrorBoundary onCopyDiagnostics={onCopyDiagnostics}>
      <Broken />
    </ErrorBoundary>,
  );
  silence.mockRestore();
  expect(screen.getByRole('alert').textContent).toContain('a fault while drawing');
  expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Copy diagnostics' }));
  expect(onCopyDiagnostics).toHaveBeenCalledOnce();
});
