import type { Shortcut } from '#app/contract/shortcut.ts';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Whether the keys that are down are the shortcut. `platform` as Node names it. */
export function isPressed(shortcut: Shortcut, pressed: Pressed, platform: string): boolean {
  const { key, mod = false, ctrl = false, shift = false, alt = false } = shortcut;
  const isMac = platform === 'darwin';
  const wantsCtrl = ctrl || (mod && !isMac);
  const wantsMeta = mod && isMac;
  return (
    pressed.key.toLowerCase() === key.toLowerCase() &&
    pressed.ctrlKey === wantsCtrl &&
    pressed.metaKey === wantsMeta &&
    pressed.shiftKey === shift &&
    pressed.altKey === alt
  );
}
