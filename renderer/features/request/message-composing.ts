import { formatJson } from '#app/core/format-json.ts';
import { schemaOfTab, schemaRefFor } from '#renderer/features/explorer/index.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { type Draft, emptyDraft, without } from './draft.ts';
import { type MessageList, messageShown, withAnother, withText } from './message-list.ts';
import type { Tab } from './tab.ts';

/** How the messages of a request come about. */
export interface MessageComposing {
  /** Gives a new tab its draft, and a first message unless somebody is quicker to type one. */
  beginDraft(tab: Tab): Promise<void>;
  /** A first message as the schema now has it, in place of one that nobody typed. */
  beginMessageAgain(tabId: string): Promise<void>;
  /** Of the message in the editor. */
  setMessage(tabId: string, message: string): void;
  /** Gives the message in the editor an item a line; of one that is not whole it says so. */
  formatMessage(tabId: string): void;
  /** Adds, removes, moves or shows messages of a stream. */
  changeMessages(tabId: string, change: (list: MessageList) => MessageList): void;
  /** Adds a first message as the schema has it, behind the one in the editor. */
  addMessage(tabId: string): Promise<void>;
}

export function createMessageComposing(
  { get, bridge }: Pick<SliceTools, 'get' | 'bridge'>,
  change: (tabId: string, next: (draft: Draft) => Draft) => void,
): MessageComposing {
  async function firstMessage(tabId: string, { input: type }: Tab['method']): Promise<string> {
    const schema = schemaRefFor(get(), schemaOfTab(get(), tabId));
    const result = await bridge.invoke('schema.skeleton', { schema, type });
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
    setMessage: (tabId, message) => get().changeMessages(tabId, (list) => withText(list, message)),
    formatMessage(tabId) {
      const draft = get().drafts[tabId];
      if (draft === undefined) return;
      get().setRequestPart(tabId, 'message');
      const text = messageShown(draft);
      const formatted = formatJson(text);
      if (formatted === undefined)
        get().say('The message was not formatted: its brackets or quotes do not pair');
      else if (formatted !== text) get().setMessage(tabId, formatted);
    },
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
