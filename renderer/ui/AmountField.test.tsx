import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { AmountField } from './AmountField.tsx';

afterEach(cleanup);

function Disk() {
  const [value, setValue] = useState(2048);
  return (
    <AmountField label="Disk" unit="MB" min={16} max={4096} value={value} onChange={setValue} />
  );
}

test('a number beyond the bounds becomes the bound, and that is said until another is taken', async () => {
  const user = userEvent.setup();
  render(<Disk />);
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Disk, MB' });
  const enter = async (text: string, key: string) => {
    await user.clear(field);
    await user.type(field, text);
    await user.keyboard(key);
    return [field.value, screen.getByRole('status').textContent];
  };
  expect(await enter('5', '{Enter}')).toEqual(['16', 'At least 16, not 5']);
  expect(await enter('100', '{Enter}')).toEqual(['100', '']);
  expect(await enter('99999', '{Tab}')).toEqual(['4096', 'At most 4\u202f096, not 99\u202f999']);
});
