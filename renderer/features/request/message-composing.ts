import type { Result } from '#app/contract/result.ts';
import { schemaOfTab, schemaRefFor } from '#renderer/features/explorer/index.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { type Draft, emptyDraft, without } from './draft.ts';
import { type MessageList, withAnother, withText } from './message-list.ts';
import type { Tab } from './tab.ts';

/** How the messages of a request come about. */
export interface MessageComposing {
  /** Gives a new tab its draft, and a first message unless somebody is quicker to type one. */
  beginDraft(tab: Tab): Promise<void>;
  /** A first message as the schema now has it, in place of one that nobody typed. */
  beginMessageAgain(tabId: string): Promise<void>;
  /** A first message in the place of the one in the editor, typed or not. */
  startMessageAgain(tabId: string): Promise<void>;
  /** Of the message in the editor. */
  setMessage(tabId: string, message: string): void;
  /** Adds, removes, moves or shows messages of a stream. */
  changeMessages(tabId: string, change: (list: MessageList) => MessageList): void;
  /** Adds a first message as the schema has it, behind the one in the editor. */
  addMessage(tabId: string): Promise<void>;
}

export function createMessageComposing(
  { get, bridge }: Pick<SliceTools, 'get' | 'bridge'>,
  change: (tabId: string, next: (draft: Draft) => Draft) => void,
): MessageComposing {
  function template(tabId: string, { input: type }: Tab['method']): Promise<Result<string>> {
    const schema = schemaRefFor(get(), schemaOfTab(get(), tabId));
    return bridge.invoke('schema.skeleton', { schema, type });
  }

  async function firstMessage(tabId: string, method: Tab['method']): Promise<string> {
    const result = await template(tabId, method);
    return result.ok ? result.value : '{}';
  }

  async function begin(tabId: string, method: Tab['method']): Promise<void> {
    const message = await firstMessage(tabId, method);
    change(tabId, (draft) => (draft.typed ? draft : withText(draft, message)));
  }

  return {
    async beginDraft(tab) {
      get().restoreDraft(tab.id, emptyDraft);
      await begin(tab.id, tab.method);
    },
    async beginMessageAgain(tabId) {
      get().takeShape(tabId);
      const method = get().tabs.find(({ id }) => id === tabId)?.method;
      if (method !== undefined) await begin(tabId, method);
    },
    async startMessageAgain(tabId) {
      const method = get().tabs.find(({ id }) => id === tabId)?.method;
      if (method === undefined) return;
      const result = await template(tabId, method);
      if (result.ok) get().setMessage(tabId, result.value);
      else get().say(`There is no template of the message. ${result.error.message}`);
    },
    setMessage: (tabId, message) => get().changeMessages(tabId, (list) => withText(list, message)),
    changeMessages: (tabId, changed) =>
      change(tabId, (draft) => ({
        ...draft,
        ...changed(draft),
        typed: true,
        faults: without(without(draft.faults, 'message'), 'call'),
      })),
    async addMessage(tabId) {
      const method = get().tabs.find(({ id }) => id === tabId)?.method;
      if (method === undefined) return;
      const message = await firstMessage(tabId, method);
      get().changeMessages(tabId, (list) => withAnother(list, message));
    },
  };
}
