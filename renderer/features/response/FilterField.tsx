import type { KeyboardEvent } from 'react';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { FieldOffers } from '#renderer/ui/FieldOffers.tsx';
import { SearchField } from '#renderer/ui/SearchField.tsx';
import { FilterHelp } from './FilterHelp.tsx';
import { pathBegun, pathOffers, withPath } from './path-offers.ts';
import './Filter.css';

/** What says what is wrong with the filter: `FilterState`. */
export const filterFaultId = 'filter-fault';

/** What the timeline is filtered by. Enter goes from match to match, the arrow down into the list. */
export function FilterField({ tabId }: { readonly tabId: string }) {
  const text = useApp((state) => state.filters[tabId]?.text ?? '');
  const isWrong = useApp((state) => state.filters[tabId]?.fault !== undefined);
  const setText = useApp((state) => state.setFilterText);
  const apply = useApp((state) => state.applyFilter);
  const step = useApp((state) => state.stepMatch);
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') focusEvents();
    else if (event.key === 'Enter') {
      apply(tabId);
      step(tabId, event.shiftKey ? -1 : 1);
    } else return;
    event.preventDefault();
  }
  return (
    <div className="filter">
      <SearchField
        label="Filter timeline"
        placeholder="Filter: words, price > 10, #1..200"
        value={text}
        onChange={(now) => setText(tabId, now)}
        faultId={isWrong ? filterFaultId : undefined}
        mono
        onKeyDown={onKeyDown}
      />
      <FilterHelp tabId={tabId} />
      <PathOffers tabId={tabId} />
    </div>
  );
}

/** Fields of the messages that are received and sent, while something is typed of their paths. */
function PathOffers({ tabId }: { readonly tabId: string }) {
  const act = useAppStore().getState;
  async function offersAt(text: string, cursor: number) {
    const { tabs, calls, messageSource } = act();
    const typed = pathBegun(text, cursor);
    const method = tabs.find(({ id }) => id === tabId)?.method;
    if (typed === undefined || method === undefined) return [];
    const { message } = messageSource(tabId, calls[tabId]?.callId);
    return pathOffers(typed, [method.output, method.input], message);
  }
  return (
    <FieldOffers
      id="path-offers"
      label="Fields"
      within=".filter"
      choosesFirst={false}
      offersAt={offersAt}
      withOffer={withPath}
    />
  );
}

/** The keyboard goes to the list of events. */
export function focusEvents(): void {
  document.querySelector<HTMLElement>('.answer-timeline-list [role="listbox"]')?.focus();
}
