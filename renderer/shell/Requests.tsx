import { Composer, MethodBar, OpenRequests } from '#renderer/features/request/index.ts';
import { Answer } from '#renderer/features/response/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { EmptyState } from '#renderer/ui/Notice.tsx';
import { Split } from '#renderer/ui/Split.tsx';
import { commandKeys } from './commands.ts';
import { useIsNarrow } from './use-is-narrow.ts';

const panelId = 'open-request';

/** The open requests, one of them in view. */
export function Requests() {
  const tabId = useApp((state) => state.activeTab);
  return (
    <div className="requests">
      <OpenRequests panelId={panelId} />
      {tabId === null ? <NoRequest /> : <Request key={tabId} tabId={tabId} />}
    </div>
  );
}

function Request({ tabId }: { readonly tabId: string }) {
  const isNarrow = useIsNarrow();
  const name = useApp((state) => state.tabs.find(({ id }) => id === tabId)?.method.name);
  return (
    <div className="request" role="tabpanel" id={panelId} aria-label={name}>
      <MethodBar tabId={tabId} />
      <div className="request-body">
        <Split
          id="answer"
          label="Resize answer"
          direction={isNarrow ? 'vertical' : 'horizontal'}
          initial={42}
          min={120}
          first={<Composer tabId={tabId} />}
          second={<Answer tabId={tabId} />}
        />
      </div>
    </div>
  );
}

/** What to do first, and the keys for it. */
function NoRequest() {
  const platform = useApp((state) => state.app?.platform ?? 'linux');
  const hints = [
    ['Find a method', commandKeys('goToMethod', platform)],
    ['Go to the server address', commandKeys('goToAddress', platform)],
    ['Reopen a closed tab', commandKeys('reopenTab', platform)],
  ] as const;
  return (
    <div className="no-request">
      <EmptyState title="Choose a method on the left to call it">
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
      </EmptyState>
    </div>
  );
}
