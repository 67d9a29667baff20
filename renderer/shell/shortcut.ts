/** A key with its modifiers. `mod` is Cmd on a Mac and Ctrl elsewhere; `ctrl` is Ctrl everywhere. */
export interface Shortcut {
  /** `KeyboardEvent.key`, letters in lower case. */
  readonly key: string;
  readonly mod?: boolean;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Whether the keys that are down are the shortcut. `platform` as Node names it. */
export function isPressed(shortcut: Shortcut, pressed: Pressed, platform: string): boolean {
  const { key, mod = false, ctrl = false, shift = false } = shortcut;
  const isMac = platform === 'darwin';
  const wantsCtrl = ctrl || (mod && !isMac);
  const wantsMeta = mod && isMac;
  return (
    pressed.key.toLowerCase() === key.toLowerCase() &&
    pressed.ctrlKey === wantsCtrl &&
    pressed.metaKey === wantsMeta &&
    pressed.shiftKey === shift &&
    !pressed.altKey
  );
}

/** As written beside buttons: `⌘⏎` on a Mac, `Ctrl+⏎` elsewhere. */
export function shortcutText(shortcut: Shortcut, platform: string): string {
  const { key, mod = false, ctrl = false, shift = false } = shortcut;
  const name = keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (platform === 'darwin') {
    return `${ctrl ? '⌃' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  }
  return [mod || ctrl ? 'Ctrl' : '', shift ? 'Shift' : '', name].filter(Boolean).join('+');
}

const keyNames: Readonly<Record<string, string>> = { Enter: '⏎', Escape: 'Esc' };
