import { Composer, MethodBar, OpenRequests } from '#renderer/features/request/index.ts';
import { Answer } from '#renderer/features/response/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Split } from '#renderer/ui/Split.tsx';
import { NoRequest } from './NoRequest.tsx';
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
