import { activeTarget, isConnected } from '#renderer/features/connection/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { EmptyState } from '#renderer/ui/Notice.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { ReadingBar } from './ReadingBar.tsx';
import { isSchemaLoading, knownSchema } from './schema.selectors.ts';
import { hasFiles } from './schema-ref.ts';
import { type SchemaOwner, schemaOf, windowSources } from './wanted-schema.ts';

/** In the place of what a schema would say: that it is being read, or the way to one. */
export function NoSchema({ owner }: { readonly owner: SchemaOwner }) {
  const isRead = useApp((state) => knownSchema(state, schemaOf(state, owner)) !== undefined);
  const isLoading = useApp((state) => isSchemaLoading(state, schemaOf(state, owner)));
  const isOwnList = useApp((state) => schemaOf(state, owner).from !== undefined);
  if (isRead) return null;
  if (isLoading) return <ReadingBar isActive />;
  // The request says what is wrong with a list of its own.
  return isOwnList ? <OwnListUnread /> : <NothingYet />;
}

function OwnListUnread() {
  const refresh = useApp((state) => state.refreshSchema);
  const again = { label: 'Read again', onPress: () => void refresh() };
  return <EmptyState title="The schema of this request is not read" actions={[again]} />;
}

/** Whether it has only to be read: reading was cancelled, or nobody began. */
function isReadable(state: AppState): boolean {
  return hasFiles(windowSources(state)) || (isConnected(state) && state.sources.reflection);
}

/** Why there is no schema, and the way to one. */
export function NothingYet() {
  const address = useApp((state) => activeTarget(state).address.trim());
  const openAddSchema = useApp((state) => state.openAddSchema);
  const refresh = useApp((state) => state.refreshSchema);
  const asksServers = useApp((state) => state.sources.reflection);
  const canRead = useApp(isReadable);
  const addFiles = { label: 'Add .proto files', onPress: openAddSchema };
  const read = { label: 'Read again', onPress: () => void refresh() };
  if (canRead) return <EmptyState title="The schema is not read" actions={[read, addFiles]} />;
  return (
    <EmptyState title="No services yet" actions={[addFiles]}>
      {asksServers ? serverText(address) : 'They appear here from .proto files: reflection is off.'}
    </EmptyState>
  );
}

function serverText(address: string): string {
  return address === ''
    ? 'They appear here by the server’s reflection, or from its .proto files.'
    : `Connect to ${shownText(address)} to see its services.`;
}
