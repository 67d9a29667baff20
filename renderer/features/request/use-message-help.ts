import { useMemo } from 'react';
import { knownSchema, schemaOfTab } from '#renderer/features/explorer/index.ts';
import { canSend } from '#renderer/features/response/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import type { EditorHelp } from '#renderer/ui/code-editor/editor-help.ts';
import { messageHelp } from './message-help.ts';
import { methodOfTab } from './request.selectors.ts';

/** What the editor of a request's message can ask; another one for each schema that is read, and for an open stream. */
export function useMessageHelp(tabId: string): EditorHelp | undefined {
  const schema = useApp((state) => knownSchema(state, schemaOfTab(state, tabId)));
  const type = useApp((state) => methodOfTab(state, tabId)?.input);
  const reply = useApp((state) => methodOfTab(state, tabId)?.output);
  // What is sent into an open stream is encoded with the schema that it began with.
  const stream = useApp(({ calls: { [tabId]: call } }) =>
    canSend(call) ? call?.callId : undefined,
  );
  const messageSource = useApp((state) => state.messageSource);
  return useMemo(
    () =>
      schema === undefined || !type
        ? undefined
        : messageHelp(messageSource(tabId, stream), type, reply),
    [schema, type, reply, messageSource, tabId, stream],
  );
}
