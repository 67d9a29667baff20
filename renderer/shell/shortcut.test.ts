import { expect, test } from 'vitest';
import { shortcutText } from '#app/contract/shortcut.ts';
import { commandKeys } from './commands.ts';
import { isPressed } from './shortcut.ts';

function keys(key: string, held: Partial<Record<'ctrl' | 'meta' | 'shift' | 'alt', true>> = {}) {
  const { ctrl = false, meta = false, shift = false, alt = false } = held;
  return { key, ctrlKey: ctrl, metaKey: meta, shiftKey: shift, altKey: alt };
}

const send = { key: 'Enter', mod: true };
const next = { key: 'Tab', ctrl: true };

test('the main modifier is Cmd on a Mac and Ctrl elsewhere', () => {
  expect(isPressed(send, keys('Enter', { ctrl: true }), 'linux')).toBe(true);
  expect(isPressed(send, keys('Enter', { meta: true }), 'linux')).toBe(false);
  expect(isPressed(send, keys('Enter', { meta: true }), 'darwin')).toBe(true);
  expect(isPressed(send, keys('Enter', { ctrl: true }), 'darwin')).toBe(false);
  expect(isPressed(next, keys('Tab', { ctrl: true }), 'darwin')).toBe(true);
});

test('other modifiers make another shortcut, capital letters do not', () => {
  const reopen = { key: 't', mod: true, shift: true };
  expect(isPressed(reopen, keys('T', { ctrl: true, shift: true }), 'win32')).toBe(true);
  expect(isPressed(reopen, keys('t', { ctrl: true }), 'win32')).toBe(false);
  expect(isPressed(send, keys('Enter', { ctrl: true, alt: true }), 'win32')).toBe(false);
});

test('is written as the platform writes it', () => {
  expect(shortcutText(send, 'darwin')).toBe('⌘⏎');
  expect(shortcutText({ key: 't', mod: true, shift: true }, 'linux')).toBe('Ctrl+Shift+T');
  expect(commandKeys('cancel', 'linux')).toBe('Esc');
});
