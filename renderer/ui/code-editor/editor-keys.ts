import { defaultKeymap, historyKeymap } from '@codemirror/commands';
import { foldKeymap } from '@codemirror/language';
import type { KeyBinding } from '@codemirror/view';
import { enterIndents } from './typed-indent.ts';

/** Keys of the window, with Ctrl or Cmd. The editor neither handles nor swallows them. */
const windowKeys = new Set([
  'Enter',
  's',
  'k',
  'l',
  'p',
  'w',
  't',
  'f',
  ',',
  '=',
  '+',
  '-',
  '0',
  'Tab',
]);

/** The editor's own keys. Tab is not among them: it moves the focus on, as everywhere in the window. */
export const editorKeys: readonly KeyBinding[] = [
  enterIndents,
  ...[...defaultKeymap, ...historyKeymap, ...foldKeymap].filter(isEditorsOwn),
];

/** On a Mac the window's keys use Cmd, and Ctrl+K, P, … edit as in every text field there. */
function isEditorsOwn({ key = '', linux = key, win = key, mac = key }: KeyBinding): boolean {
  const pc = [linux, win].map((name) => /^(?:Mod|Ctrl)-(.+)$/.exec(name)?.[1]);
  const apple = /^(?:Mod|Cmd|Meta)-(.+)$/.exec(mac)?.[1];
  return ![...pc, apple].some((name) => name !== undefined && windowKeys.has(name));
}
