import { FilePlus2, Layers, PanelLeftClose, RefreshCw } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo } from 'react';
import { flushSync } from 'react-dom';
import type { MethodSummary } from '#app/contract/schema.ts';
import { activeTarget, isConnected, isConnecting } from '#renderer/features/connection/index.ts';
import { focusField } from '#renderer/shell/focus-field.ts';
import { focusRequest } from '#renderer/shell/focus-request.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/Notice.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { QuietBar } from '#renderer/ui/QuietBar.tsx';
import { SearchField } from '#renderer/ui/SearchField.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import type { HowOpened } from '#renderer/ui/tree-row-events.ts';
import { filterServices } from './filter.ts';
import { ReadingBar } from './ReadingBar.tsx';
import { SchemaNotices } from './SchemaNotices.tsx';
import { ServiceTree } from './ServiceTree.tsx';
import { activeSchema, isSchemaLoading } from './schema.selectors.ts';
import './Explorer.css';

/** Where the keyboard goes when the sidebar is hidden. */
const toRail = passFocusOn(() => document.querySelector<HTMLElement>('.rail button')?.focus());

/** The services of the active target. */
export function Explorer() {
  const filter = useApp((state) => state.serviceFilter);
  const setFilter = useApp((state) => state.setServiceFilter);
  const choosing = useApp((state) => state.choosingForNewTab);
  const chooseNoMore = useApp((state) => state.chooseNoMore);
  useEffect(
    () => (choosing ? onPressElsewhere(chooseNoMore) : undefined),
    [choosing, chooseNoMore],
  );
  function giveUp(event: KeyboardEvent) {
    if (!choosing || event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    chooseNoMore();
    focusRequest();
  }
  return (
    <nav
      ref={toRail}
      className="explorer"
      aria-label="Explorer"
      onKeyDownCapture={giveUp}
      onKeyDown={goToTree}
    >
      <Header />
      <div className="explorer-filter">
        <SearchField
          label="Filter services"
          placeholder={choosing ? 'New request for…' : 'Filter'}
          value={filter}
          onChange={setFilter}
        />
      </div>
      <Waiting />
      <SchemaNotices />
      <Services />
    </nav>
  );
}

/** Whoever works on elsewhere chooses no method; gives what stops listening. */
function onPressElsewhere(tell: () => void): () => void {
  function onPress({ target }: Event) {
    if (!(target instanceof Element && target.closest('.explorer') !== null)) tell();
  }
  document.addEventListener('pointerdown', onPress, true);
  return () => document.removeEventListener('pointerdown', onPress, true);
}

/** Words come after a second, with the way out of it. */
function Waiting() {
  const isLoading = useApp(isSchemaLoading);
  const connecting = useApp(isConnecting);
  const isAdding = useApp((state) => state.addSchemaBusy);
  const address = useApp((state) => activeTarget(state).address.trim());
  if (!connecting) return <ReadingBar isActive={isLoading || isAdding} />;
  return <QuietBar isActive label={`Connecting to ${shownText(address)}…`} wayOut="Esc stops" />;
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
  if (isEnter) row.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  else row.focus();
}

function Header() {
  const connected = useApp(isConnected);
  const refresh = useCommand('refreshSchema');
  const addSchema = useCommand('addSchema');
  const showSources = useCommand('showSources');
  const hide = useCommand('toggleSidebar');
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
        label="Schema sources"
        icon={<Layers size={16} aria-hidden="true" />}
        onPress={showSources.run}
      />
      <IconButton
        label="Add schema"
        icon={<FilePlus2 size={16} aria-hidden="true" />}
        onPress={addSchema.run}
      />
      <IconButton
        label="Hide the sidebar"
        shortcut={hide.keys}
        icon={<PanelLeftClose size={16} aria-hidden="true" />}
        onPress={hide.run}
      />
    </header>
  );
}

function Services() {
  const schema = useApp(activeSchema);
  const filter = useDeferredValue(useApp((state) => state.serviceFilter));
  const setFilter = useApp((state) => state.setServiceFilter);
  const openMethod = useApp((state) => state.openMethod);
  const openContextMenu = useApp((state) => state.openContextMenu);
  function open(method: MethodSummary, { another, goThere }: HowOpened) {
    if (!goThere) return openMethod(method, another);
    // Drawn at once, so that there is a message to go to.
    flushSync(() => {
      openMethod(method, another);
      setFilter('');
    });
    focusRequest();
  }
  const current = useApp(
    ({ tabs, activeTab }) => tabs.find(({ id }) => id === activeTab)?.method.path,
  );
  const services = schema?.services;
  const groups = useMemo(() => filterServices(services ?? [], filter), [services, filter]);
  function showAll() {
    setFilter('');
    focusField('Filter services');
  }
  if (services === undefined || services.length === 0) return null;
  if (groups.length === 0) {
    return (
      <EmptyState
        title={`No service or method matches “${filter}”`}
        actions={[{ label: 'Show all', onPress: showAll }]}
      />
    );
  }
  return (
    <ServiceTree
      groups={groups}
      isFiltered={filter.trim() !== ''}
      current={current}
      onOpen={open}
      onMenu={(of, at) =>
        openContextMenu({
          ...at,
          ...of,
          commands: [
            'openMethod',
            'openMethodInNewTab',
            'showDefinition',
            ...(of.method === undefined ? (['showHealth'] as const) : []),
            'copyName',
            'copyDefinition',
          ],
        })
      }
    />
  );
}
