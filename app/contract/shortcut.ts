/** A key with its modifiers. `mod` is Cmd on a Mac and Ctrl elsewhere; `ctrl` is Ctrl everywhere. */
export interface Shortcut {
  /** `KeyboardEvent.key`, letters in lower case. */
  readonly key: string;
  readonly mod?: boolean;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
}

/** As written beside buttons: `⌘⏎` on a Mac, `Ctrl+⏎` elsewhere. `platform` as Node names it. */
export function shortcutText(shortcut: Shortcut, platform: string): string {
  const { key, mod = false, ctrl = false, shift = false, alt = false } = shortcut;
  const name = keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (platform === 'darwin') {
    return `${ctrl ? '⌃' : ''}${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  }
  return [mod || ctrl ? 'Ctrl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', name]
    .filter(Boolean)
    .join('+');
}

/** As Electron's menus want it: `CommandOrControl+Shift+T`. */
export function accelerator({ key, mod, ctrl, shift, alt }: Shortcut): string {
  const named = key.replace(/^Arrow/, '');
  const name = named === '+' ? 'Plus' : named.length === 1 ? named.toUpperCase() : named;
  return [
    mod ? 'CommandOrControl' : '',
    ctrl ? 'Control' : '',
    alt ? 'Alt' : '',
    shift ? 'Shift' : '',
    name,
  ]
    .filter(Boolean)
    .join('+');
}

const keyNames: Readonly<Record<string, string>> = {
  Enter: '⏎',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  '-': '−',
};
