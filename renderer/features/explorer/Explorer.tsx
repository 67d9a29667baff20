import { FilePlus2, RefreshCw } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useMemo } from 'react';
import { isConnected } from '#renderer/features/connection/index.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/Notice.tsx';
import { QuietBar } from '#renderer/ui/QuietBar.tsx';
import { SearchField } from '#renderer/ui/SearchField.tsx';
import { filterServices } from './filter.ts';
import { SchemaNotices } from './SchemaNotices.tsx';
import { ServiceTree } from './ServiceTree.tsx';
import { activeSchema, isSchemaLoading } from './schema.selectors.ts';
import './Explorer.css';

/** The services of the active target. */
export function Explorer() {
  const isLoading = useApp(isSchemaLoading);
  const filter = useApp((state) => state.serviceFilter);
  const setFilter = useApp((state) => state.setServiceFilter);
  return (
    <nav className="explorer" aria-label="Explorer" onKeyDown={goToTree}>
      <Header />
      <QuietBar isActive={isLoading} label="Reading the schema" />
      <div className="explorer-filter">
        <SearchField
          label="Filter services"
          placeholder="Filter"
          value={filter}
          onChange={setFilter}
        />
      </div>
      <SchemaNotices />
      <Services />
    </nav>
  );
}

/** From the filter on to what it left: the arrow goes there, Enter opens the first method. */
function goToTree(event: KeyboardEvent<HTMLElement>) {
  if (!(event.target instanceof HTMLInputElement) || event.nativeEvent.isComposing) return;
  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
  const isEnter = event.key === 'Enter';
  const wanted = isEnter ? '[aria-level="2"]' : '[tabindex="0"]';
  const row = event.currentTarget.querySelector(`[role="treeitem"]${wanted}`);
  if (!(row instanceof HTMLElement)) return;
  event.preventDefault();
  if (isEnter) row.click();
  else row.focus();
}

function Header() {
  const connected = useApp(isConnected);
  const refresh = useCommand('refreshSchema');
  const addSchema = useCommand('addSchema');
  return (
    <header className="explorer-header">
      <h2>Services</h2>
      {connected ? (
        <IconButton
          label="Refresh schema"
          icon={<RefreshCw size={14} aria-hidden="true" />}
          onPress={refresh.run}
        />
      ) : null}
      <IconButton
        label="Add schema"
        icon={<FilePlus2 size={16} aria-hidden="true" />}
        onPress={addSchema.run}
      />
    </header>
  );
}

function Services() {
  const schema = useApp(activeSchema);
  const filter = useDeferredValue(useApp((state) => state.serviceFilter));
  const setFilter = useApp((state) => state.setServiceFilter);
  const openMethod = useApp((state) => state.openMethod);
  const current = useApp(
    ({ tabs, activeTab }) => tabs.find(({ id }) => id === activeTab)?.method.path,
  );
  const services = schema?.services;
  const groups = useMemo(() => filterServices(services ?? [], filter), [services, filter]);
  if (services === undefined || services.length === 0) return null;
  if (groups.length === 0) {
    return (
      <EmptyState
        title={`No service or method matches “${filter}”`}
        actions={[{ label: 'Show all', onPress: () => setFilter('') }]}
      />
    );
  }
  return (
    <ServiceTree
      groups={groups}
      isFiltered={filter.trim() !== ''}
      current={current}
      onOpen={openMethod}
    />
  );
}
