import { expect, test } from 'vitest';
import type { FolderSettings } from '#app/contract/workspace.ts';
import { edited, type FileDraft, rebased, settled, standingOf } from './file-draft.ts';

const base: FolderSettings = { target: 'one:1', deadline: '5s' };
const draft: FileDraft<FolderSettings> = {
  content: { ...base, authority: 'mine' },
  base,
  revision: 'r1',
};
const theirs = { content: { target: 'one:1', deadline: '9s' }, revision: 'r2' };

test('typing back what the file says ends the draft', () => {
  expect(edited(draft, { ...base, authority: '' })).toBeDefined();
  expect(edited(draft, { deadline: '5s', target: 'one:1' })).toBeUndefined();
});

test('what stands between a draft and its file', () => {
  expect(standingOf(draft, { content: base, revision: 'r1' })).toBe('clear');
  expect(standingOf(draft, theirs)).toBe('changed');
  expect(standingOf(draft, { ...theirs, fault: { path: 'duplex.yaml', message: 'no' } })).toBe(
    'unreadable',
  );
  expect(standingOf(draft, undefined)).toBe('gone');
  // The folder is there, and its file is not.
  expect(standingOf(draft, { content: {}, revision: null })).toBe('gone');
});

test('kept edits are edits of the file as it is by now', () => {
  expect(rebased(draft, theirs)).toEqual({
    content: { target: 'one:1', deadline: '9s', authority: 'mine' },
    base: theirs.content,
    revision: 'r2',
  });
  const same = { content: { ...theirs.content, authority: 'mine' }, revision: 'r3' };
  expect(rebased(draft, same)).toBeUndefined();
});

test('a file that says nothing else is no other one, and one that says the same needs no draft', () => {
  expect(settled(draft, { content: { ...base }, revision: 'r2' })).toEqual({
    ...draft,
    revision: 'r2',
  });
  expect(settled(draft, { content: draft.content, revision: 'r2' })).toBeUndefined();
  expect(settled(draft, { content: base, revision: 'r1' })).toBe(draft);
  for (const now of [theirs, undefined, { ...theirs, fault: { path: 'p', message: 'no' } }])
    expect(settled(draft, now)).toBe(draft);
});

test('a password that the window did not keep comes back from the file', () => {
  const options = { proxy: 'http://ada:secret@proxy:1' };
  const kept = { options: { proxy: 'http://ada@proxy:1' } };
  const known = { content: { ...kept, deadline: '5s' }, base: kept, revision: 'r1' };
  expect(settled(known, { content: { options }, revision: 'r1' })?.content).toEqual({
    options,
    deadline: '5s',
  });
});
