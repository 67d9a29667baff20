import { countOptions } from '#app/core/option-text.ts';
import { isSaid } from '#app/core/variables/variable-fault.ts';
import { inheritedOfTab } from '#renderer/features/environment/index.ts';
import { MethodTypes } from '#renderer/features/reader/index.ts';
import { useIsNarrow } from '#renderer/shell/use-is-narrow.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { PartTabs } from '#renderer/ui/PartTabs.tsx';
import { DocsPart } from './DocsPart.tsx';
import { type Draft, type RequestPart, requestPart } from './draft.ts';
import { MessagePart } from './MessagePart.tsx';
import { MetadataPart } from './MetadataPart.tsx';
import { OptionsPart } from './OptionsPart.tsx';
import { rowsOut } from './outgoing.ts';
import { PlayBar } from './player/PlayBar.tsx';
import { RequestNotices } from './RequestNotices.tsx';
import { draftOfTab, methodOfTab } from './request.selectors.ts';
import './Composer.css';

const parts: readonly { readonly id: RequestPart; readonly label: string }[] = [
  { id: 'message', label: 'Message' },
  { id: 'metadata', label: 'Metadata' },
  { id: 'options', label: 'Options' },
  { id: 'docs', label: 'Docs' },
];

/** What is sent. */
export function Composer({ tabId }: { readonly tabId: string }) {
  const part = useApp((state) => draftOfTab(state, tabId).part);
  const sent = useApp(
    (state) => rowsOut(draftOfTab(state, tabId), inheritedOfTab(state, tabId)).length,
  );
  const method = useApp((state) => methodOfTab(state, tabId));
  const isNarrow = useIsNarrow();
  const setPart = useApp((state) => state.setRequestPart);
  const said = useApp((state) => countSaid(draftOfTab(state, tabId)));
  const counts: Partial<Record<RequestPart, number>> = {
    metadata: sent,
    options: said,
  };
  return (
    <section className="composer" aria-label="Request">
      <RequestNotices tabId={tabId} />
      <PlayBar tabId={tabId} />
      <div className="composer-parts">
        <PartTabs
          label="Request parts"
          tabs={parts.map((one) => ({ ...one, count: counts[one.id] }))}
          selected={part}
          onSelect={(id) => setPart(tabId, requestPart(id))}
          end={
            isNarrow && method && method.input !== '' ? <MethodTypes method={method} /> : undefined
          }
        >
          {part === 'message' ? <MessagePart tabId={tabId} /> : null}
          {part === 'metadata' ? <MetadataPart tabId={tabId} /> : null}
          {part === 'options' ? <OptionsPart tabId={tabId} /> : null}
          {part === 'docs' ? <DocsPart tabId={tabId} /> : null}
        </PartTabs>
      </div>
    </section>
  );
}

/** Of what the part Options has. */
function countSaid({ options, variables, schema }: Draft): number {
  return countOptions(options) + variables.filter(isSaid).length + (schema === undefined ? 0 : 1);
}
