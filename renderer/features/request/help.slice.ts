import type { MessageDoc } from '#app/contract/definition.ts';
import { schemaOfTab, schemaRefFor } from '#renderer/features/explorer/index.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import type { MessageSource } from './message-source.ts';

/** As many types are offered for an `Any`. */
const typesOffered = 50;

export interface HelpSlice {
  /**
   * What a request's schema, or the one that its call began with, tells of messages; what was asked once
   * is kept as long as the source.
   */
  messageSource(tabId: string, callId?: string): MessageSource;
}

export function createHelpSlice({ get, bridge }: Pick<SliceTools, 'get' | 'bridge'>): HelpSlice {
  return {
    messageSource(tabId, callId) {
      const schema = schemaRefFor(get(), schemaOfTab(get(), tabId));
      const of = callId === undefined ? {} : { callId };
      const docs = new Map<string, Promise<MessageDoc | undefined>>();
      async function ask(type: string): Promise<MessageDoc | undefined> {
        const result = await bridge.invoke('schema.message', { schema, type, ...of });
        return result.ok ? result.value : undefined;
      }
      return {
        message(type) {
          const doc = docs.get(type) ?? ask(type);
          docs.set(type, doc);
          return doc;
        },
        async skeleton(type) {
          const result = await bridge.invoke('schema.skeleton', { schema, type, ...of });
          return result.ok ? result.value : '{}';
        },
        async messagesLike(query) {
          const limit = typesOffered;
          const result = await bridge.invoke('schema.symbols', { schema, query, limit, ...of });
          const matches = result.ok ? result.value.matches : [];
          return matches.filter(({ kind }) => kind === 'message').map(({ name }) => name);
        },
      };
    },
  };
}
