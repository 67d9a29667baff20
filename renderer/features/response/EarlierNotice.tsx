import { useApp } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

/** The call that was asked for last did not begin: what is in view is of the one before. */
export function EarlierNotice({ tabId }: { readonly tabId: string }) {
  const isEarlier = useApp(({ calls }) => {
    const call = calls[tabId];
    return call?.refused === true && call.summary !== null;
  });
  if (!isEarlier) return null;
  return (
    <div className="answer-end">
      <Notice tone="warn" title="The call was not started: this is the one before" compact />
    </div>
  );
}
