import type { AppError } from '#app/contract/result.ts';
import { sentences } from '#renderer/features/connection/index.ts';
import { sendsMany } from '#renderer/features/response/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { CodeEditor } from '#renderer/ui/CodeEditor.tsx';
import { MessageStrip } from './MessageStrip.tsx';
import { messageShown } from './message-list.ts';
import { draftOfTab, methodOfTab } from './request.selectors.ts';
import { useMessageHelp } from './use-message-help.ts';
import { useVariables } from './use-variables.ts';

/** The message to send, or of a stream's messages the one that is chosen. */
export function MessagePart({ tabId }: { readonly tabId: string }) {
  const message = useApp((state) => messageShown(draftOfTab(state, tabId)));
  const editor = useApp((state) => draftOfTab(state, tabId).editor);
  const fault = useApp((state) => draftOfTab(state, tabId).faults.message);
  const setMessage = useApp((state) => state.setMessage);
  const kind = useApp((state) => methodOfTab(state, tabId)?.kind);
  const isStream = kind !== undefined && sendsMany(kind);
  const help = useMessageHelp(tabId);
  const variables = useVariables(tabId);
  return (
    <div className="message-part">
      {isStream ? <MessageStrip tabId={tabId} /> : null}
      <CodeEditor
        // Its undo is of one message.
        key={editor}
        label="Message"
        value={message}
        placeholder="{}"
        onChange={(text) => setMessage(tabId, text)}
        fault={fault && editorFault(fault)}
        holdsMany={isStream}
        help={help}
        variables={variables}
      />
    </div>
  );
}

/** With the place that the sentence names, so that the editor can mark it. */
function editorFault({ message, hint }: AppError): {
  message: string;
  path?: string;
  document?: number;
} {
  const text = sentences([message, hint]);
  const path = /\$(?:\.[\w$]+|\[(?:\d+|"[^"]*")\])+/.exec(message)?.[0];
  const number = /^Message (\d+): /.exec(message)?.[1];
  if (path === undefined) return { message: text };
  return {
    message: text,
    path,
    ...(number !== undefined && { document: Number(number) }),
  };
}
