import { useCallback, useEffect } from 'react';
import type { AppError } from '#app/contract/result.ts';
import { activeTarget, draftKey, isConnected } from '#renderer/features/connection/index.ts';
import { activeSchema, schemaInTree, schemaRefFor } from '#renderer/features/explorer/index.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { clockTime } from '#renderer/ui/format.ts';
import { EmptyState, Notice } from '#renderer/ui/Notice.tsx';
import { QuietBar } from '#renderer/ui/QuietBar.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { ReaderBar } from '../ReaderBar.tsx';
import { HealthTable } from './HealthTable.tsx';
import { type HealthView, healthInView } from './health.slice.ts';
import { commonFault, healthCounts } from './health-text.ts';
import './HealthPage.css';

/** How the active target and each of its services say they are, by grpc.health.v1. */
export function HealthPage({ service }: { readonly service: string | undefined }) {
  const check = useLook(service);
  const address = useApp((state) => activeTarget(state).address.trim());
  const view = useApp(healthInView);
  return (
    <>
      <ReaderBar
        actions={
          <>
            <Button isDisabled={view?.isChecking ?? false} onPress={check}>
              {view === null ? 'Check' : 'Check again'}
            </Button>
            <WatchSwitch hasServices={(view?.services.size ?? 0) > 0} />
          </>
        }
      >
        <h1 className="reader-heading">Health</h1>
        <span className="reader-address data" title={shownText(address)}>
          {shownText(address)}
        </span>
      </ReaderBar>
      <QuietBar isActive={view?.isChecking ?? false} label="Asking grpc.health.v1…" />
      {view === null ? (
        <div className="reader-body">
          <EmptyState title={`Not connected to ${address}`} />
        </div>
      ) : (
        <Seen view={view} service={service} />
      )}
    </>
  );
}

interface SeenProps {
  readonly view: HealthView;
  readonly service: string | undefined;
}

function Seen({ view, service }: SeenProps) {
  const { services, checkedAt, error } = view;
  const metadata = useApp((state) =>
    (schemaRefFor(state, schemaInTree(state)).metadata ?? []).map(([name]) => name).join(', '),
  );
  return (
    <div className="reader-body health">
      <div className="health-head">
        <span role="status" aria-label="Summary">
          {healthCounts(services)}
        </span>
        {metadata === '' ? null : (
          <span className="health-metadata">
            {shownText(`asked with the metadata for reflection: ${metadata}`)}
          </span>
        )}
        {checkedAt === undefined ? null : (
          <span className="health-checked">checked at {clockTime(checkedAt)}</span>
        )}
      </div>
      <Faults error={error} common={commonFault(services)} />
      {services.size === 0 ? null : <HealthTable services={services} marked={service} />}
    </div>
  );
}

/**
 * Asks when the page opens on a connection that stands, and again when that, or the schema, is
 * another one: an address that is being typed is nobody to ask. Gives the way to ask.
 */
function useLook(service: string | undefined): () => void {
  const checkHealth = useApp((state) => state.checkHealth);
  const leave = useApp((state) => state.leaveHealth);
  const target = useApp((state) => draftKey(activeTarget(state)));
  const connected = useApp(isConnected);
  const known = useApp((state) => activeSchema(state)?.services);
  const check = useCallback(() => {
    const names = known?.map(({ name }) => name) ?? [];
    const asked = service === undefined || names.includes(service) ? names : [service, ...names];
    void checkHealth(target, asked);
  }, [checkHealth, target, known, service]);
  useEffect(() => {
    if (connected) check();
  }, [connected, check]);
  useEffect(() => () => leave(target), [leave, target]);
  return check;
}

function WatchSwitch({ hasServices }: { readonly hasServices: boolean }) {
  const isOn = useApp((state) => (healthInView(state)?.watchId ?? null) !== null);
  const watch = useApp((state) => state.watchHealth);
  const stop = useApp((state) => state.stopWatchingHealth);
  return (
    <Switch
      label="Watch"
      isOn={isOn}
      isDisabled={!hasServices && !isOn}
      onChange={(wanted) => {
        if (wanted) void watch();
        else stop();
      }}
    />
  );
}

interface FaultsProps {
  readonly error: AppError | undefined;
  /** What keeps several services from being known alike. */
  readonly common: string | undefined;
}

function Faults({ error, common }: FaultsProps) {
  const openPage = useApp((state) => state.openPage);
  const diagnose = useCommand('diagnose');
  const metadata = {
    label: 'Metadata for reflection',
    onPress: () => openPage({ kind: 'sources', part: 'metadata' }),
  };
  return (
    <>
      {error === undefined ? null : (
        <Notice
          tone={error.status === unimplemented ? 'info' : 'danger'}
          title={error.message}
          hint={error.hint}
          actions={
            error.code === 'unreachable'
              ? [{ label: 'Why?', onPress: diagnose.run }]
              : refusals.has(error.status)
                ? [metadata]
                : []
          }
        />
      )}
      {common === undefined ? null : <Notice tone="warn" title={common} />}
    </>
  );
}

const unimplemented = 12;
/** PERMISSION_DENIED and UNAUTHENTICATED: health is asked with the metadata that reflection is. */
const refusals: ReadonlySet<number | undefined> = new Set([7, 16]);
