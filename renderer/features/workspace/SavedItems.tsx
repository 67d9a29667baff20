import { useMemo, useState } from 'react';
import type { CommandId } from '#app/contract/command-table.ts';
import type { Workspace } from '#app/contract/workspace.ts';
import { itemAt } from '#app/core/workspace/items.ts';
import { kindsKnown } from '#renderer/features/explorer/index.ts';
import { afterDialog } from '#renderer/shell/after-dialog.ts';
import { focusRequest } from '#renderer/shell/focus-request.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import type { MenuPlace } from '#renderer/ui/menu-place.ts';
import { EmptyState, Notice } from '#renderer/ui/Notice.tsx';
import type { HowOpened } from '#renderer/ui/tree-row-events.ts';
import { ItemTree } from './ItemTree.tsx';
import { runItemKey } from './item-keys.ts';
import { itemRows, startExpanded, type Toggled } from './item-rows.ts';
import { useSearch } from './use-search.ts';
import { useUnsaved } from './use-unsaved.ts';

const ofItem: readonly CommandId[] = [
  'renameItem',
  'duplicateItem',
  'moveItem',
  'moveItemUp',
  'moveItemDown',
  'deleteItem',
];
const menus: Readonly<Record<'request' | 'folder' | 'workspace', readonly CommandId[]>> = {
  request: ['openItem', 'openItemCopy', ...ofItem],
  folder: ['newRequestHere', 'newFolder', 'folderSettings', ...ofItem],
  workspace: ['newRequest', 'newFolder', 'workspaceSettings'],
};

/** The tree of saved requests, or what was found in them. */
export function SavedItems(props: { readonly workspace: Workspace; readonly query: string }) {
  const { workspace, query } = props;
  const act = useAppStore().getState;
  const [toggled, setToggled] = useState<Toggled>(new Map());
  // What is in view stays as it is, however many folders come later.
  const [atFirst] = useState(() => startExpanded(workspace));
  const all = useMemo(() => itemRows(workspace, toggled, atFirst), [workspace, toggled, atFirst]);
  const found = useSearch(query, workspace);
  const kindOf = useApp(kindsKnown);
  const wanted = useApp((state) => state.itemToShow);
  const current = useApp(
    ({ tabs, activeTab }) => tabs.find(({ id }) => id === activeTab)?.saved?.path,
  );

  const unsaved = useUnsaved();

  async function open(path: string, { another, goThere }: HowOpened) {
    await act().openSaved(path, another);
    if (goThere) afterDialog(focusRequest);
  }
  function openMenu(path: string | undefined, at: MenuPlace) {
    const kind = path === undefined ? undefined : itemAt(workspace, path)?.kind;
    act().openContextMenu({
      ...at,
      commands: menus[kind ?? 'workspace'],
      ...(path !== undefined && { item: path }),
    });
  }
  function toggle(folders: readonly string[], expanded: boolean) {
    const changes = folders.map((path) => [path, expanded] as const);
    setToggled((before) => new Map([...before, ...changes]));
  }

  if (found.fault !== undefined)
    return <Notice tone="warn" title={found.fault.message} hint={found.fault.hint} />;
  if (found.rows?.length === 0)
    return (
      <EmptyState
        title={`No saved request has “${query}” in its name, method or messages`}
        actions={[{ label: 'Show all', onPress: () => act().setSavedQuery('') }]}
      />
    );
  return (
    <>
      <ItemTree
        rows={found.rows ?? all}
        current={current}
        unsaved={unsaved}
        wanted={wanted}
        kindOf={kindOf}
        onShown={act().itemShown}
        onToggle={toggle}
        onOpen={(path, how) => void open(path, how)}
        onMenu={openMenu}
        onFocus={act().itemFocused}
        onKey={(path, event) => runItemKey(path, event, act())}
        onDrop={(path, folder, before) => void act().dropItem(path, folder, before)}
      />
      {found.areCut === true ? <p className="found-cut">Only the first 200 are shown</p> : null}
    </>
  );
}
