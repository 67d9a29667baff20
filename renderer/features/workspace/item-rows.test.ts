import { expect, test } from 'vitest';
import type { FolderItem, Workspace, WorkspaceItem } from '#app/contract/workspace.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { dragPlace } from './drag-place.ts';
import { itemRows, matchRows, startExpanded } from './item-rows.ts';

function folder(path: string, items: readonly WorkspaceItem[]): FolderItem {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { kind: 'folder', path, name, settings: {}, revision: null, items };
}

function request(path: string): WorkspaceItem {
  return { kind: 'request', path, name: path, method: 'a.B/C', revision: 'r' };
}

function withItems(items: readonly WorkspaceItem[]): Workspace {
  return { ...fakeWorkspace, collections: folder('collections', items) };
}

const workspace = withItems([
  folder('collections/a', [request('collections/a/one'), request('collections/a/two')]),
  request('collections/three'),
  request('collections/four'),
]);
const rows = itemRows(workspace, new Map(), true);
const keys = rows.map(({ key }) => key.replace('collections/', ''));

test('folders are expanded while there are few, and as a person left them', () => {
  expect(keys).toEqual(['a', 'a/one', 'a/two', 'three', 'four']);
  expect(itemRows(workspace, new Map([['collections/a', false]]), true)).toHaveLength(3);
  const many = withItems(
    Array.from({ length: 21 }, (_, n) =>
      folder(`collections/${n}`, [request(`collections/${n}/x`)]),
    ),
  );
  expect([workspace, many].map(startExpanded)).toEqual([true, false]);
  expect(itemRows(many, new Map(), false)).toHaveLength(21);
  expect(itemRows(many, new Map([['collections/7', true]]), false)).toHaveLength(22);
});

test('what was found and is gone by now is left out', () => {
  const matches = [
    { path: 'collections/gone', found: 'name' },
    { path: 'collections/a/two', found: 'body', excerpt: '…' },
  ] as const;
  const found = matchRows(workspace, matches, 'two');
  expect(found.map(({ key, siblings }) => [key, siblings])).toEqual([['collections/a/two', 1]]);
});

test('an item goes into a folder, between two items, or to the end', () => {
  const four = 'collections/four';
  expect(dragPlace(rows, 0, 0.5, four)).toMatchObject({ folder: 'collections/a', at: 'into' });
  expect(dragPlace(rows, 0, 0.1, four)).toMatchObject({
    folder: 'collections',
    before: 'collections/a',
  });
  expect(dragPlace(rows, 1, 0.9, four)).toMatchObject({
    folder: 'collections/a',
    before: 'collections/a/two',
  });
  expect(dragPlace(rows, 2, 0.9, four)).toMatchObject({ folder: 'collections/a', before: null });
  expect(dragPlace(rows, 5, 0.5, 'collections/a/one')).toMatchObject({ folder: 'collections' });
});

test('an item goes neither into itself nor where it is', () => {
  expect(dragPlace(rows, 1, 0.1, 'collections/a')).toBeUndefined();
  expect(dragPlace(rows, 4, 0.9, 'collections/four')).toBeUndefined();
  expect(dragPlace(rows, 3, 0.9, 'collections/four')).toBeUndefined();
});
