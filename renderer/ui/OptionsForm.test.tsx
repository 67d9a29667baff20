import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { OptionTexts } from '#app/contract/session.ts';
import { standInForBrowser } from '#renderer/shell/browser-stand-ins.ts';
import { OptionsForm } from './OptionsForm.tsx';

afterEach(cleanup);

function setUp(texts: OptionTexts) {
  standInForBrowser();
  const told: OptionTexts[] = [];
  function Form() {
    const [shown, setShown] = useState(texts);
    return (
      <OptionsForm
        texts={shown}
        own="This request"
        inherited={(name) =>
          name === 'compression'
            ? { text: 'gzip', from: 'the server' }
            : name === 'maxReceiveBytes'
              ? { text: '512 MB', from: 'the settings' }
              : { text: '' }
        }
        onChange={(next) => {
          told.push(next);
          setShown(next);
        }}
      />
    );
  }
  render(<Form />);
  return { user: userEvent.setup(), told };
}

test('what is not said shows what is inherited; saying it is told, and can be taken back', async () => {
  const { user, told } = setUp({});
  const largest = screen.getByRole<HTMLInputElement>('textbox', { name: 'Largest received' });
  expect(largest.placeholder).toBe('512 MB');
  screen.getByText('Inherited from the settings');
  expect(screen.getAllByText('Default').length).toBeGreaterThan(0);
  const compression = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Compression' });
  expect([...compression.options].map(({ text }) => text)).toEqual([
    'Inherited: gzip',
    'None',
    'gzip',
    'deflate',
  ]);
  expect(compression.value).toBe('');
  expect(screen.queryByText('This request')).toBeNull();
  await user.selectOptions(compression, 'None');
  await user.type(largest, '4');
  expect(told.at(-1)).toEqual({ compression: 'identity', maxReceiveBytes: '4' });
  expect(screen.getAllByText('This request')).toHaveLength(2);
  screen.getByRole('button', { name: 'Inherit compression' }).focus();
  await user.keyboard('{Enter}');
  expect(told.at(-1)).toEqual({ maxReceiveBytes: '4' });
  await expect.poll(() => document.activeElement).toBe(compression);
});

test('what is wrong is told at its field', () => {
  setUp({ maxReceiveBytes: 'huge', serviceConfig: '[]' });
  const largest = screen.getByRole('textbox', { name: 'Largest received' });
  expect(largest.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText(/"huge" is not a size/)).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain(
    'The service config is wrong at $: expected an object',
  );
});
