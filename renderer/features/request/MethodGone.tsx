import { isConnected } from '#renderer/features/connection/index.ts';
import { hasFiles, schemaOfTab } from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { listerName, useListSettings } from './ListNotice.tsx';
import { methodOfTab, tabIsOfFiles } from './request.selectors.ts';
import { toMessage } from './to-message.ts';

interface MethodGoneProps {
  readonly tabId: string;
  readonly path: string;
}

/** That a method is not there any more, and how it comes back: files are read again by themselves. */
export function MethodGone({ tabId, path }: MethodGoneProps) {
  const lister = useApp((state) => schemaOfTab(state, tabId).from);
  const title = useTitle(tabId, path, lister);
  const way = useWayBack(tabId, lister);
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
        actions={[...(goOn === undefined ? [] : [goOn]), ...(lister === undefined ? [] : settings)]}
      />
    </div>
  );
}

function useTitle(tabId: string, path: string, lister: string | undefined): string {
  const isOfFiles = useIsOfFiles(tabId);
  // A saved request may be of a method that nobody has seen here.
  const wasThere = useApp((state) => methodOfTab(state, tabId)?.input !== '');
  if (lister !== undefined) return `The schema that ${listerName(lister)} lists has no ${path}`;
  const whose = isOfFiles ? 'The schema' : 'This server’s schema';
  return `${whose} ${wasThere ? 'no longer has' : 'has no'} ${path}`;
}

/** What brings a method back. */
function useWayBack(tabId: string, lister: string | undefined): string {
  const isOfFiles = useIsOfFiles(tabId);
  const asksServer = useApp(
    (state) => isConnected(state) && schemaOfTab(state, tabId).sources.reflection,
  );
  const filesWay = asksServer
    ? 'Files are read again when they change, the server’s schema by Refresh schema.'
    : 'Files are read again when they change.';
  const way = isOfFiles ? filesWay : 'Refresh the schema once the method is back.';
  return lister === undefined ? way : `No other source is used for this request. ${way}`;
}

function useIsOfFiles(tabId: string): boolean {
  return useApp(
    (state) => hasFiles(schemaOfTab(state, tabId).sources) || tabIsOfFiles(state, tabId),
  );
}
