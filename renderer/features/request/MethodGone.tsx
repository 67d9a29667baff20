import { schemaOfTab } from '#renderer/features/explorer/index.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { useListSettings } from './ListNotice.tsx';
import { goneTitle, isUntold, wayBack } from './method-gone.ts';
import { toMessage } from './to-message.ts';

/** That a request’s method is not there, and how it comes back. */
export function MethodGone({ tabId }: { readonly tabId: string }) {
  const lister = useApp((state) => schemaOfTab(state, tabId).from);
  const title = useApp((state) => goneTitle(state, tabId));
  const way = useApp((state) => wayBack(state, tabId));
  const lacksFiles = useApp((state) => isUntold(state, tabId));
  const addSchema = useCommand('addSchema');
  const settings = useListSettings(lister ?? '');
  const successor = useApp((state) => state.successors[tabId]);
  const takeSuccessor = useApp((state) => state.takeSuccessor);
  const now = successor === undefined ? '' : `; is it ${shownText(successor.path)} now?`;
  const goOn = successor && {
    label: `Go on with ${shownText(successor.name)}`,
    onPress: () => takeSuccessor(tabId),
  };
  return (
    <div ref={toMessage} className="method-gone">
      <Notice
        tone="warn"
        title={`${title}${now}`}
        hint={`What you typed is kept. ${way}`}
        actions={[
          ...(goOn === undefined ? [] : [goOn]),
          ...(lacksFiles ? [{ label: 'Add schema', onPress: addSchema.run }] : []),
          ...(lister === undefined ? [] : settings),
        ]}
      />
    </div>
  );
}
