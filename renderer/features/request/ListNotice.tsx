import { diagnosticText } from '#app/contract/schema.ts';
import { placeName } from '#renderer/features/environment/index.ts';
import {
  listFaultOfTab,
  schemaOfTab,
  sourcesFaultOfTab,
} from '#renderer/features/explorer/index.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

/** What is wrong with the schema sources that the request's files list: it concerns no other request. */
export function ListNotice({ tabId }: { readonly tabId: string }) {
  const fault = useApp((state) => listFaultOfTab(state, tabId));
  const isUnresolved = useApp((state) => sourcesFaultOfTab(state, tabId) !== undefined);
  const from = useApp((state) => schemaOfTab(state, tabId).from) ?? '';
  const environments = useCommand('editEnvironments');
  const openPage = useApp((state) => state.openPage);
  if (fault === undefined) return null;
  const text = 'severity' in fault ? diagnosticText(fault) : fault.message;
  const settings = {
    label: from === '' ? 'Workspace settings' : 'Folder settings',
    onPress: () => openPage({ kind: 'folder', path: from }),
  };
  const problems = {
    label: 'Show problems',
    onPress: () => openPage({ kind: 'sources', part: 'problems', owner: 'request' }),
  };
  return (
    <Notice
      tone="danger"
      title={isUnresolved ? text : `${listedBy(from)} ${text}`}
      hint={fault.hint}
      actions={[
        ...(isUnresolved
          ? [{ label: 'Edit environments', onPress: environments.run }]
          : [problems]),
        ...(from.endsWith('.yaml') ? [] : [settings]),
      ]}
    />
  );
}

/** Where the schema of a request comes from that has a list. */
export function listedBy(from: string): string {
  return from.endsWith('.yaml')
    ? 'Its schema is what the request itself lists.'
    : `Its schema is what ${placeName(from)} lists.`;
}
