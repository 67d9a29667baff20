import { useMemo } from 'react';
import type { CommandId } from '#app/contract/command-table.ts';
import { isOpenStream } from '#renderer/features/response/index.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { RequestTabs } from '#renderer/ui/RequestTabs.tsx';
import { serversOfTabs, tabIsUnsaved } from './request.selectors.ts';
import { type Tab, tabNames } from './tab.ts';

const tabMenu: readonly CommandId[] = [
  'call',
  'cancel',
  'showOptions',
  'connectionOptions',
  'save',
  'saveAs',
  'duplicateTab',
  'showDefinition',
  'copyName',
  'copyDefinition',
  'closeTab',
  'closeOtherTabs',
  'reopenTab',
];

/** The tabs. `panelId` is the element that shows the selected one. */
export function OpenRequests({ panelId }: { readonly panelId: string }) {
  const tabs = useApp((state) => state.tabs);
  const selected = useApp((state) => state.activeTab);
  const busy = useApp((state) =>
    state.tabs
      .filter(({ id }) => isOpenStream(state.calls[id]))
      .map(({ id }) => id)
      .join(' '),
  );
  const unsaved = useApp((state) =>
    state.tabs
      .filter(({ id }) => tabIsUnsaved(state, id))
      .map(({ id }) => id)
      .join(' '),
  );
  const servers = useApp((state) => JSON.stringify([...serversOfTabs(state)]));
  const selectTab = useApp((state) => state.selectTab);
  const closeTab = useApp((state) => state.closeTab);
  const openContextMenu = useApp((state) => state.openContextMenu);
  const newRequest = useCommand('newRequest');
  const shown = useMemo(() => {
    const streaming = new Set(busy.split(' '));
    const changed = new Set(unsaved.split(' '));
    const places = new Map<string, string>(JSON.parse(servers));
    const names = tabNames(tabs, places);
    return tabs.map((tab) => {
      const { id, method } = tab;
      return {
        id,
        label: names.get(id) ?? method.name,
        title: titleOf(tab, places.get(id)),
        kind: method.input === '' ? undefined : method.kind,
        busy: streaming.has(id),
        unsaved: changed.has(id),
      };
    });
  }, [tabs, busy, unsaved, servers]);
  return (
    <RequestTabs
      tabs={shown}
      selected={selected ?? undefined}
      onSelect={selectTab}
      onClose={closeTab}
      onNew={newRequest.run}
      onMenu={(at) => openContextMenu({ ...at, commands: tabMenu })}
      newShortcut={newRequest.keys}
      panelId={panelId}
    />
  );
}

/** What its name may have no room for. */
function titleOf({ method, saved }: Tab, server = ''): string {
  const request = saved === undefined ? method.path : `${saved.path}: ${method.path}`;
  return server === '' ? request : `${request} at ${server}`;
}
