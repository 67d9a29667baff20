import { useApp } from '#renderer/store/use-app.tsx';
import { PairsTable } from '#renderer/ui/PairsTable.tsx';
import { PartTabs } from '#renderer/ui/PartTabs.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import { CallStatus } from './CallStatus.tsx';
import { EarlierNotice } from './EarlierNotice.tsx';
import { EndNotice } from './EndNotice.tsx';
import { ErrorDetails } from './ErrorDetails.tsx';
import { ExportState } from './ExportState.tsx';
import { FullNotice } from './FullNotice.tsx';
import { HeadersPart } from './HeadersPart.tsx';
import { ResponseText } from './ResponseText.tsx';
import { TimelinePart } from './TimelinePart.tsx';
import { Timing } from './Timing.tsx';
import { type ResponsePart, responsePart, responsePartIds } from './tab-call.ts';
import './Answer.css';

const labels: Readonly<Record<ResponsePart, string>> = {
  timeline: 'Timeline',
  response: 'Response',
  headers: 'Headers',
  trailers: 'Trailers',
  'error-details': 'Error details',
  timing: 'Timing',
};

/** What came back. */
export function Answer({ tabId }: { readonly tabId: string }) {
  const part = useApp((state) => state.responseParts[tabId] ?? 'timeline');
  const headers = useApp((state) => state.calls[tabId]?.summary?.headers?.length);
  const trailers = useApp((state) => state.calls[tabId]?.summary?.end?.trailers.length);
  const details = useApp((state) => state.calls[tabId]?.summary?.end?.details.length);
  const setPart = useApp((state) => state.setResponsePart);
  const counts: Partial<Record<ResponsePart, number | undefined>> = {
    headers,
    trailers,
    'error-details': details,
  };
  return (
    <section className="answer" aria-label="Answer">
      <FullNotice tabId={tabId} />
      <EarlierNotice tabId={tabId} />
      <PartTabs
        label="Response parts"
        tabs={responsePartIds.map((id) => ({ id, label: labels[id], count: counts[id] }))}
        selected={part}
        onSelect={(id) => setPart(tabId, responsePart(id))}
        end={
          <>
            <CallStatus tabId={tabId} />
            <AnswerForm />
          </>
        }
      >
        <div className="answer-part">
          {saysWhy.has(part) ? <EndNotice tabId={tabId} /> : null}
          {part === 'timeline' ? null : <ExportState tabId={tabId} />}
          <div className="answer-part-body">
            <Part tabId={tabId} part={part} />
          </div>
        </div>
      </PartTabs>
    </section>
  );
}

/** Where it is told over the part why the call ended badly. */
const saysWhy: ReadonlySet<ResponsePart> = new Set(['timeline', 'response']);

interface PartProps {
  readonly tabId: string;
  readonly part: ResponsePart;
}

function Part({ tabId, part }: PartProps) {
  switch (part) {
    case 'timeline':
      return <TimelinePart tabId={tabId} />;
    case 'response':
      return <ResponseText tabId={tabId} />;
    case 'headers':
      return <HeadersPart tabId={tabId} />;
    case 'trailers':
      return <Trailers tabId={tabId} />;
    case 'error-details':
      return <ErrorDetails tabId={tabId} />;
    case 'timing':
      return <Timing tabId={tabId} />;
  }
}

const none = [] as const;

function Trailers({ tabId }: { readonly tabId: string }) {
  const trailers = useApp((state) => state.calls[tabId]?.summary?.end?.trailers);
  const copy = useApp((state) => state.copyText);
  const empty = trailers === undefined ? 'Trailers come at the end of a call' : 'No trailers came';
  return (
    <PairsTable
      label="Trailers"
      pairs={trailers ?? none}
      empty={empty}
      onCopy={(text) => void copy(text)}
    />
  );
}
