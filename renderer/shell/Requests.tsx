import { Reader } from '#renderer/features/reader/index.ts';
import { Composer, MethodBar, OpenRequests, tabName } from '#renderer/features/request/index.ts';
import { Answer } from '#renderer/features/response/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { Split } from '#renderer/ui/Split.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { focusRequest } from './focus-request.ts';
import { NoRequest } from './NoRequest.tsx';
import { useIsNarrow } from './use-is-narrow.ts';

const panelId = 'open-request';
/** Pixels that either part keeps; the composer that tells what has changed keeps the message's lines below it. */
const least = 120;
const leastWithChange = 200;

/** Where the keyboard goes when the request it was in is closed, or another is shown. */
const toNextRequest = passFocusOn(focusRequest);

/** The open requests, one of them in view. */
export function Requests() {
  const tabId = useApp((state) => state.activeTab);
  const isReading = useApp((state) => state.reading !== null);
  return (
    <div className="requests">
      <OpenRequests panelId={panelId} />
      {isReading ? <Reader /> : null}
      {/* Hidden, not gone: its cursor, its undo and what is scrolled stay. */}
      <div className="requests-open" hidden={isReading}>
        {tabId === null ? <NoRequest /> : <Request key={tabId} tabId={tabId} />}
      </div>
    </div>
  );
}

function Request({ tabId }: { readonly tabId: string }) {
  const isNarrow = useIsNarrow();
  const name = useApp((state) => tabName(state, tabId) ?? '');
  const hasChanged = useApp((state) => state.changedShapes[tabId] !== undefined);
  return (
    <div
      ref={toNextRequest}
      className="request"
      role="tabpanel"
      id={panelId}
      aria-label={shownText(name)}
    >
      <MethodBar tabId={tabId} />
      <div className="request-body">
        <Split
          id="answer"
          label="Resize answer"
          direction={isNarrow ? 'vertical' : 'horizontal'}
          // One above the other, the composer gives way: a timeline wants rows.
          initial={isNarrow ? 34 : 42}
          min={isNarrow && hasChanged ? [leastWithChange, least] : least}
          first={<Composer tabId={tabId} />}
          second={<Answer tabId={tabId} />}
        />
      </div>
    </div>
  );
}
