import type { FullChoice } from '#app/contract/call-commands.ts';
import type { FullCall } from '#app/contract/calls.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { toResponseParts } from './to-response-parts.ts';

/** A call has come to as much as is kept of one: it waits until somebody says how it goes on. */
export function FullNotice({ tabId }: { readonly tabId: string }) {
  const full = useApp((state) => state.calls[tabId]?.summary?.full);
  // What is there before it is read aloud when it is filled.
  return (
    <div role="status" aria-label="Full call">
      {full === undefined ? null : <Question tabId={tabId} full={full} />}
    </div>
  );
}

function Question({ tabId, full }: { readonly tabId: string; readonly full: FullCall }) {
  const choose = useApp((state) => state.chooseWhenFull);
  const action = (label: string, choice: FullChoice) => ({
    label,
    onPress: () => void choose(tabId, choice),
  });
  const where = full.place === 'disk' ? 'on the disk' : 'in memory';
  return (
    <div ref={toResponseParts} className="answer-end">
      <Notice
        tone="warn"
        title={`Paused: this call has come to ${formatBytes(full.bytes)}, and no more of it is kept ${where}`}
        hint="The server is held back by flow control until you choose."
        actions={[
          action('Keep the newest', 'keepNewest'),
          action(`Keep all, up to ${formatBytes(full.next)}`, 'keepAll'),
          action('End the call', 'end'),
        ]}
      />
    </div>
  );
}
