import type { SliceTools } from '#renderer/store/app-state.ts';
import { type Draft, emptyDraft } from './draft.ts';
import { listOf } from './message-list.ts';
import type { Tab } from './tab.ts';
import { isFull } from './tab-closing.ts';

/** How what was composed elsewhere becomes an open request. */
export interface ComposedTabs {
  /** Opens it in a tab of its own; gives its id, or nothing when too many are open. */
  openComposed(
    tab: Omit<Tab, 'id'>,
    composed: Pick<Draft, 'messages' | 'metadata' | 'deadline' | 'options'>,
  ): string | undefined;
}

export function createComposedTabs(
  { set, get }: Pick<SliceTools, 'set' | 'get'>,
  newId: () => string,
): ComposedTabs {
  return {
    openComposed(tab, { messages, metadata, deadline, options }) {
      if (isFull(get())) return undefined;
      const id = newId();
      get().restoreDraft(id, {
        ...emptyDraft,
        ...listOf(messages),
        metadata,
        deadline,
        options,
        typed: true,
      });
      get().closeReader();
      set(({ tabs }) => ({
        tabs: [...tabs, { ...tab, id }],
        activeTab: id,
        choosingForNewTab: false,
      }));
      return id;
    },
  };
}
