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
  const settings = useListSettings(from);
  if (fault === undefined) return null;
  if (isUnresolved) {
    const edit = { label: 'Edit environments', onPress: environments.run };
    return (
      <Notice tone="danger" title={fault.message} hint={fault.hint} actions={[edit, ...settings]} />
    );
  }
  const problems = {
    label: 'Show problems',
    onPress: () => openPage({ kind: 'sources', part: 'problems', owner: 'request' }),
  };
  const isDiagnostic = 'severity' in fault;
  return (
    <Notice
      tone="danger"
      title={`The schema that ${listerName(from)} lists: ${isDiagnostic ? diagnosticText(fault) : fault.message}`}
      hint={isDiagnostic ? undefined : fault.hint}
      actions={[problems, ...settings]}
    />
  );
}

/** Leads to where a folder's or the workspace's list is changed; a request's own is in its file alone. */
export function useListSettings(from: string) {
  const openPage = useApp((state) => state.openPage);
  if (isOwn(from)) return [];
  const label = from === '' ? 'Workspace settings' : 'Folder settings';
  return [{ label, onPress: () => openPage({ kind: 'folder', path: from }) }];
}

/** Who lists the sources of a request's schema. */
export function listerName(from: string): string {
  return isOwn(from) ? 'the request itself' : placeName(from);
}

function isOwn(from: string): boolean {
  return from.endsWith('.yaml');
}
