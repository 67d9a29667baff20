import { useApp } from '#renderer/store/use-app.tsx';
import { PairsTable } from '#renderer/ui/PairsTable.tsx';

/** What went to the server, as it really did, and what the server answered. */
export function HeadersPart({ tabId }: { readonly tabId: string }) {
  const request = useApp((state) => state.calls[tabId]?.summary?.request);
  const headers = useApp((state) => state.calls[tabId]?.summary?.headers);
  const hasEnded = useApp((state) => state.calls[tabId]?.summary?.phase === 'ended');
  const copyText = useApp((state) => state.copyText);
  const copy = (text: string) => void copyText(text);
  return (
    <>
      {request === undefined ? null : (
        <section className="headers-section">
          <h3 className="headers-title">Sent</h3>
          <PairsTable label="Request headers" pairs={request} empty="" onCopy={copy} />
        </section>
      )}
      <section className="headers-section">
        {request === undefined ? null : <h3 className="headers-title">Received</h3>}
        <PairsTable
          label="Headers"
          pairs={headers ?? none}
          empty={hasEnded ? 'The server sent no headers' : 'No headers have come yet'}
          onCopy={copy}
        />
      </section>
    </>
  );
}

const none = [] as const;
