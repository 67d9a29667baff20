import { useMemo } from 'react';
import { messageEffects } from '#app/core/message-effects.ts';
import type { ShapeChange } from '#app/core/shape-changes.ts';
import { usesIn } from '#app/core/variables/resolve.ts';
import { typedTargetOfTab } from '#renderer/features/connection/index.ts';
import { listFaultOfTab } from '#renderer/features/explorer/index.ts';
import { isOpenStream } from '#renderer/features/response/index.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { FileNotice } from './FileNotice.tsx';
import { FoldedNotice } from './FoldedNotice.tsx';
import { hasFileNotice } from './file-notice.ts';
import { ListNotice } from './ListNotice.tsx';
import { MethodGone } from './MethodGone.tsx';
import { Misfits } from './Misfits.tsx';
import { MisspeltKeys, misspeltKeyOf } from './MisspeltKeys.tsx';
import { messageShown } from './message-list.ts';
import { tooManyMessages } from './only-message.ts';
import { draftOfTab, methodOfTab, tabLostItsMethod } from './request.selectors.ts';
import type { ChangedShape } from './shapes.slice.ts';
import { toMessage } from './to-message.ts';
import { noMisfits, useMisfits } from './use-misfits.ts';
import './RequestNotices.css';

/** What concerns the request as a whole. */
export function RequestNotices({ tabId }: { readonly tabId: string }) {
  const { call: fault, target } = useApp((state) => draftOfTab(state, tabId).faults);
  const options = useCommand('connectionOptions');
  const environments = useCommand('editEnvironments');
  const hasVariables = useApp((state) => usesIn(typedTargetOfTab(state, tabId).address).length > 0);
  const isGone = useApp((state) => tabLostItsMethod(state, tabId));
  const changed = useApp((state) => state.changedShapes[tabId]);
  const isOfFile = useApp((state) => hasFileNotice(state, tabId));
  // The list tells it already, call or not.
  const listFault = useApp((state) => listFaultOfTab(state, tabId));
  const hasListFault = listFault !== undefined;
  const isToldAsList =
    hasListFault && (fault?.code === 'schema-invalid' || listFault.message === fault?.message);
  const tooMany = useApp((state) => {
    const method = methodOfTab(state, tabId);
    const count = draftOfTab(state, tabId).messages.length;
    return method && tooManyMessages(method, count)?.message;
  });
  const found = useMisfits(tabId);
  // What changed tells it better.
  const misfits = changed === undefined ? found : noMisfits;
  const isQuiet = fault === undefined && target === undefined && changed === undefined;
  const isMisspelt = useApp((state) => misspeltKeyOf(state, tabId) !== undefined);
  const hasAny =
    isGone || isOfFile || isMisspelt || hasListFault || tooMany !== undefined || misfits.length > 0;
  if (isQuiet && !hasAny) return null;
  return (
    <div className="composer-notices">
      {isOfFile ? (
        <div ref={toMessage}>
          <FileNotice tabId={tabId} />
        </div>
      ) : null}
      <MisspeltKeys tabId={tabId} />
      <ListNotice tabId={tabId} />
      {tooMany === undefined ? null : (
        <Notice
          tone="warn"
          title={tooMany}
          hint="Remove all but one: until then it is not called."
        />
      )}
      {isGone ? <MethodGone tabId={tabId} /> : null}
      {changed === undefined ? null : <MethodChanged tabId={tabId} changed={changed} />}
      {misfits.length === 0 ? null : <Misfits tabId={tabId} misfits={misfits} />}
      {target === undefined ? null : (
        <Notice
          tone="danger"
          title={target.message}
          hint={target.hint}
          actions={[
            hasVariables
              ? { label: 'Edit environments', onPress: environments.run }
              : { label: 'Connection options', onPress: options.run },
          ]}
        />
      )}
      {fault === undefined || isToldAsList ? null : (
        <Notice tone="danger" title={fault.message} hint={fault.hint} />
      )}
    </div>
  );
}

/** How the method differs from what the person knows, and what that means for their message. */
function MethodChanged({
  tabId,
  changed,
}: {
  readonly tabId: string;
  readonly changed: ChangedShape;
}) {
  const { before, now, changes } = changed;
  const name = useApp((state) => methodOfTab(state, tabId)?.name ?? '');
  const message = useApp((state) => messageShown(draftOfTab(state, tabId)));
  const isTyped = useApp((state) => draftOfTab(state, tabId).typed);
  const isStreaming = useApp((state) => isOpenStream(state.calls[tabId]));
  const takeShape = useApp((state) => state.takeShape);
  const beginAgain = useApp((state) => state.beginMessageAgain);
  const effects = useMemo(() => messageEffects(message, before, now), [message, before, now]);
  const gotIt = { label: 'Got it', onPress: () => takeShape(tabId) };
  const anew = { label: 'Begin with a new message', onPress: () => void beginAgain(tabId) };
  return (
    <FoldedNotice
      title={`${name} has changed${effects.length === 0 ? '' : '; your message is as you left it'}`}
      hint={isStreaming ? 'The open stream keeps the schema that it began with.' : undefined}
      actions={isTyped || effects.length === 0 ? [gotIt] : [gotIt, anew]}
      parts={[['In your message', effects], ...byMessage(changes)]}
    />
  );
}

/** The changes of each message and enum; those of the method itself are its own. */
function byMessage(changes: readonly ShapeChange[]): readonly (readonly [string, string[]])[] {
  const grouped = new Map<string, string[]>();
  for (const { in: inside = 'The method', text } of changes)
    grouped.set(inside, [...(grouped.get(inside) ?? []), text]);
  return [...grouped];
}
