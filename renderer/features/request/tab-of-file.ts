import type { MethodSummary } from '#app/contract/schema.ts';
import type { SavedRequest } from '#app/contract/workspace.ts';
import { draftOfWritten } from '#renderer/features/connection/index.ts';
import { methodAnywhere } from '#renderer/features/explorer/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import type { Tab } from './tab.ts';

/** A tab as its file has it. What is known of the method that it calls already stays. */
export function tabOfFile(state: AppState, id: string, request: SavedRequest): Tab {
  const before = state.tabs.find((tab) => tab.id === id);
  const { workspace, settings } = state;
  const target = draftOfWritten(request, workspace?.folder ?? '', settings.tlsProfiles);
  const own = { id, ...(target && { target }) };
  if (before === undefined || before.method.path !== request.method)
    return { ...own, method: methodAnywhere(state, request.method) ?? unknownMethod(request) };
  const { method, shape, ofFiles } = before;
  return { ...own, method, ...(shape && { shape }), ...(ofFiles && { ofFiles }) };
}

/** What can be said of a method before its schema is known. */
function unknownMethod({ method: path, messages }: SavedRequest): MethodSummary {
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    kind: messages.length === 1 ? 'unary' : 'bidi-streaming',
    input: '',
    output: '',
  };
}
