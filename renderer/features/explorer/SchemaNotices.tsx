import { diagnosticText } from '#app/contract/schema.ts';
import {
  activeConnection,
  activeTarget,
  openProxySettings,
  speaksTls,
  tlsToTry,
} from '#renderer/features/connection/index.ts';
import { focusField } from '#renderer/shell/focus-field.ts';
import { openTlsSettings } from '#renderer/shell/open-tls-settings.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { EmptyState, Notice } from '#renderer/ui/Notice.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { lastName, namesText } from './dropped-files.ts';
import { NothingYet } from './NoSchema.tsx';
import { problemCounts, proposals } from './problem-groups.ts';
import {
  activeSchema,
  isSchemaLoading,
  newestProblem,
  schemaError,
  wantsReflectionMetadata,
} from './schema.selectors.ts';
import { hasFiles } from './schema-ref.ts';
import { schemaInTree, windowSources, windowSourcesFault } from './wanted-schema.ts';

/** What keeps the tree from being whole, and what to do about it. */
export function SchemaNotices() {
  const connection = useApp(activeConnection);
  const schema = useApp(activeSchema);
  const error = useApp(schemaError);
  const isLoading = useApp(isSchemaLoading);
  const hasServices = schema !== undefined && schema.services.length > 0;
  const isIdle = !isLoading && connection?.state !== 'connecting';
  return (
    <>
      <div className="explorer-notices">
        <ListFault />
        <CancelledAdding />
        {connection?.state === 'failed' ? <ConnectionFault isBrief={hasServices} /> : null}
        {error === undefined || connection?.state === 'failed' ? null : <SchemaFault />}
        {schema === undefined || schema.diagnostics.length === 0 ? null : <Problems />}
      </div>
      {isIdle && schema === undefined && error === undefined && connection?.state !== 'failed' ? (
        <NothingYet />
      ) : null}
      {isIdle && schema?.services.length === 0 ? <NoServices /> : null}
    </>
  );
}

/** Where the keyboard goes when one of them is acted on, and gone. */
const toAddress = passFocusOn(() => focusField('Server address'));

function CancelledAdding() {
  const cancelled = useApp((state) => state.cancelledAdding);
  const addAgain = useApp((state) => state.addAgain);
  const forget = useApp((state) => state.forgetCancelled);
  if (cancelled === null) return null;
  return (
    <div ref={toAddress}>
      <Notice
        tone="info"
        title={`Adding ${namesText(cancelled.paths.map(lastName))} was cancelled`}
        actions={[
          { label: 'Add again', onPress: () => void addAgain() },
          { label: 'Dismiss', onPress: forget },
        ]}
      />
    </div>
  );
}

/** What `duplex.yaml` lists cannot be used. */
function ListFault() {
  const fault = useApp(windowSourcesFault);
  const settings = useCommand('workspaceSettings');
  if (fault === undefined) return null;
  return (
    <Notice
      tone="warn"
      oneLine
      title={fault.message}
      actions={[{ label: 'Workspace settings', onPress: settings.run }]}
    />
  );
}

/** Where there is a tree, it takes no more of its room than a few lines and the next steps. */
function ConnectionFault({ isBrief }: { readonly isBrief: boolean }) {
  const connection = useApp(activeConnection);
  const connect = useApp((state) => state.connect);
  const openAddSchema = useApp((state) => state.openAddSchema);
  const target = useApp(activeTarget);
  const toggleTls = useApp((state) => state.toggleTls);
  const hasSample = useApp((state) => state.hasSample());
  const trySample = useApp((state) => state.trySample);
  const diagnose = useCommand('diagnose');
  const { getState } = useAppStore();
  if (connection?.state !== 'failed') return null;
  const others = [
    { label: 'Add .proto files', onPress: openAddSchema },
    ...(hasSample
      ? [{ label: 'Connect to the sample server', onPress: () => void trySample() }]
      : []),
  ];
  const to = tlsToTry(connection.advice, target);
  function switchTls() {
    toggleTls();
    void connect();
  }
  return (
    <div ref={toAddress} className="connection-fault">
      <Notice
        tone="danger"
        oneLine={isBrief}
        title={connection.message}
        hint={isBrief ? undefined : connection.hint}
        actions={[
          ...(to === undefined ? [] : [{ label: `Switch TLS ${to}`, onPress: switchTls }]),
          ...(connection.advice === 'proxy'
            ? [{ label: 'Proxy settings', onPress: () => openProxySettings(getState()) }]
            : []),
          { label: 'Try again', onPress: () => void connect() },
          // The status bar has it too.
          ...(isBrief ? [] : [{ label: 'Why?', onPress: diagnose.run }]),
          ...(speaksTls(target) ? [{ label: 'TLS settings', onPress: openTlsSettings }] : []),
        ]}
        others={isBrief ? [] : others}
      />
    </div>
  );
}

function SchemaFault() {
  const error = useApp(schemaError);
  const openAddSchema = useApp((state) => state.openAddSchema);
  const refresh = useApp((state) => state.refreshSchema);
  const isFromFiles = useApp((state) => hasFiles(windowSources(state)));
  const wantsMetadata = useApp(wantsReflectionMetadata);
  const openPage = useApp((state) => state.openPage);
  if (error === undefined) return null;
  const showSources = {
    label: wantsMetadata ? 'Metadata for reflection' : 'Show sources',
    onPress: () => openPage({ kind: 'sources', ...(wantsMetadata && { part: 'metadata' }) }),
  };
  const addFiles = { label: 'Add .proto files', onPress: openAddSchema };
  const again = { label: 'Read again', onPress: () => void refresh() };
  const isMissing = error.code === 'no-reflection';
  return (
    <Notice
      tone={isMissing ? 'info' : 'danger'}
      title={error.message}
      hint={error.hint}
      actions={[
        ...(wantsMetadata ? [showSources] : []),
        ...(isMissing ? [] : [again]),
        addFiles,
        ...(isFromFiles && !wantsMetadata ? [showSources] : []),
      ]}
    />
  );
}

/** One line, as the room is the tree's; the page of sources has them all. */
function Problems() {
  const problems = useApp(activeSchema)?.diagnostics ?? [];
  const openPage = useApp((state) => state.openPage);
  const addImportPath = useApp((state) => state.addImportPath);
  const wantsMetadata = useApp(wantsReflectionMetadata);
  // Between several folders one chooses on the page of sources.
  const [proposed] = proposals(problems.filter((one) => one.otherImportPaths === undefined));
  const newest = useApp((state) => newestProblem(state, schemaInTree(state)));
  const first = newest ?? problems.find(({ severity }) => severity === 'error') ?? problems[0];
  if (first === undefined) return null;
  return (
    <Notice
      tone={first.severity === 'error' ? 'danger' : 'warn'}
      oneLine
      title={`${problemCounts(problems)}: ${diagnosticText(first)}`}
      actions={[
        ...(proposed === undefined
          ? []
          : [
              {
                label: `Add import path …/${lastName(proposed.importPath)}`,
                onPress: () => void addImportPath(proposed.importPath),
              },
            ]),
        ...(wantsMetadata
          ? [
              {
                label: 'Metadata for reflection',
                onPress: () => openPage({ kind: 'sources', part: 'metadata' }),
              },
            ]
          : []),
        {
          label: 'Show problems',
          onPress: () => openPage({ kind: 'sources', part: 'problems' }),
        },
      ]}
    />
  );
}

function NoServices() {
  const openAddSchema = useApp((state) => state.openAddSchema);
  return (
    <EmptyState
      title="This schema has no services"
      actions={[{ label: 'Add .proto files', onPress: openAddSchema }]}
    />
  );
}
