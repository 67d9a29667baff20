import { useMemo } from 'react';
import type { AppError } from '#app/contract/result.ts';
import { sentences } from '#renderer/features/connection/index.ts';
import { sendsMany } from '#renderer/features/response/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { CodeEditor } from '#renderer/ui/CodeEditor.tsx';
import type { FaultPlace } from '#renderer/ui/code-editor/fault-mark.ts';
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
  const marked = useMemo(() => fault && editorFault(fault), [fault]);
  const setMessage = useApp((state) => state.setMessage);
  const kind = useApp((state) => methodOfTab(state, tabId)?.kind);
  const isStream = kind !== undefined && sendsMany(kind);
  // A file may have more than its method takes: none of them is hidden.
  const hasSeveral = useApp((state) => {
    const { messages, removed } = draftOfTab(state, tabId);
    return messages.length > 1 || removed !== undefined;
  });
  const wraps = useApp((state) => state.settings.wrapLines);
  const help = useMessageHelp(tabId);
  const variables = useVariables(tabId);
  return (
    <div className="message-part">
      {isStream || hasSeveral ? <MessageStrip tabId={tabId} takesOne={!isStream} /> : null}
      <CodeEditor
        // Its undo is of one message.
        key={editor}
        label="Message"
        value={message}
        placeholder="{}"
        onChange={(text) => setMessage(tabId, text)}
        fault={marked}
        holdsMany={isStream}
        wraps={wraps}
        help={help}
        variables={variables}
      />
    </div>
  );
}

/** With the place that the sentence names, so that the editor can mark it. */
function editorFault({ message, hint }: AppError): { message: string; place?: FaultPlace } {
  const text = sentences([message, hint]);
  const place = placeNamed(message);
  return place === undefined ? { message: text } : { message: text, place };
}

function placeNamed(message: string): FaultPlace | undefined {
  const path = /\$(?:\.[\w$]+|\[(?:\d+|"[^"]*")\])+/.exec(message)?.[0];
  const number = /^Message (\d+): /.exec(message)?.[1];
  if (path !== undefined) return { path, ...(number && { document: Number(number) }) };
  // In the value of a variable it is in no editor.
  const [, line, column] =
    /(?:\bat |\()line (\d+), column (\d+)(?! of the variable)/.exec(message) ?? [];
  return line === undefined ? undefined : { line: Number(line), column: Number(column) };
}
