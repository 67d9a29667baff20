import { diagnosticText } from '#app/contract/schema.ts';
import { usesIn } from '#app/core/variables/resolve.ts';
import { sourceTexts } from '#app/core/workspace/resolve-sources.ts';
import { inheritedOfTab, placeName } from '#renderer/features/environment/index.ts';
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
  const isUnusable = useApp((state) => sourcesFaultOfTab(state, tabId) !== undefined);
  const from = useApp((state) => schemaOfTab(state, tabId).from) ?? '';
  const waysOut = useWaysOut(tabId, from);
  if (fault === undefined) return null;
  const isProblem = 'severity' in fault;
  const text = isProblem ? diagnosticText(fault) : fault.message;
  return (
    <Notice
      tone="danger"
      // Of a list that cannot be used, the fault says itself which it is.
      title={isUnusable ? text : `The schema that ${listerName(from)} lists: ${text}`}
      hint={isProblem ? undefined : fault.hint}
      actions={waysOut(isProblem)}
    />
  );
}

function useWaysOut(tabId: string, from: string) {
  const hasVariables = useApp((state) =>
    sourceTexts(inheritedOfTab(state, tabId)).some((text) => usesIn(text).length > 0),
  );
  const isUnusable = useApp((state) => sourcesFaultOfTab(state, tabId) !== undefined);
  const environments = useCommand('editEnvironments');
  const openPage = useApp((state) => state.openPage);
  const settings = useListSettings(from);
  const edit = { label: 'Edit environments', onPress: environments.run };
  const problems = {
    label: 'Show problems',
    onPress: () => openPage({ kind: 'sources', part: 'problems', owner: 'request' }),
  };
  return (isProblem: boolean) => [
    ...(isProblem ? [problems] : []),
    ...(isUnusable && hasVariables ? [edit] : []),
    ...settings,
  ];
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
