import { activeConnection } from '#renderer/features/connection/index.ts';
import { activeSchema, isSchemaLoading } from '#renderer/features/explorer/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { EmptyState } from '#renderer/ui/Notice.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { commandKeys, commandTitle } from './commands.ts';
import { focusRequest } from './focus-request.ts';
import { useCommand } from './use-commands.ts';

/** Where the keyboard goes once the button that connects is gone. */
const toFilter = passFocusOn(focusRequest);

/** What to do first, and the keys for it. */
export function NoRequest() {
  const step = useApp(nextStep);
  return (
    <div className="no-request">
      {step === 'connect' ? (
        <div ref={toFilter}>
          <ConnectFirst />
        </div>
      ) : null}
      {step === 'choose' ? <ChooseMethod /> : null}
      {step === 'find-schema' ? (
        <EmptyState title="No methods to call yet">On the left is why, and what to try.</EmptyState>
      ) : null}
    </div>
  );
}

function nextStep(state: AppState): 'wait' | 'connect' | 'find-schema' | 'choose' {
  const connection = activeConnection(state)?.state;
  const services = activeSchema(state)?.services.length ?? 0;
  if (services > 0) return 'choose';
  if (state.app === null || connection === 'connecting' || isSchemaLoading(state)) return 'wait';
  return connection === 'connected' ? 'find-schema' : 'connect';
}

function ConnectFirst() {
  const platform = useApp((state) => state.app?.platform ?? 'linux');
  const hasSample = useApp((state) => state.hasSample());
  const trySample = useCommand('trySample');
  return (
    <EmptyState
      title="Connect to a server"
      actions={hasSample ? [{ label: commandTitle('trySample'), onPress: trySample.run }] : []}
    >
      <KeyHints
        hints={[
          ['Type its address', commandKeys('goToAddress', platform)],
          ['Connect to it', 'Enter'],
          ['Add .proto files', 'Drop them here'],
        ]}
      />
    </EmptyState>
  );
}

function ChooseMethod() {
  const platform = useApp((state) => state.app?.platform ?? 'linux');
  return (
    <EmptyState title="Choose a method on the left to call it">
      <KeyHints
        hints={[
          ['Find a method', commandKeys('goToMethod', platform)],
          ['Go to the server address', commandKeys('goToAddress', platform)],
          ['Reopen a closed tab', commandKeys('reopenTab', platform)],
        ]}
      />
    </EmptyState>
  );
}

type Hint = readonly [what: string, keys: string | undefined];

function KeyHints({ hints }: { readonly hints: readonly Hint[] }) {
  return (
    <dl className="no-request-keys">
      {hints.map(([what, keys]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>
            <kbd>{keys}</kbd>
          </dd>
        </div>
      ))}
    </dl>
  );
}
