import type { AppError } from '#app/contract/result.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { shownText } from '#renderer/ui/shown-text.ts';
import { filterFaultId, focusEvents } from './FilterField.tsx';
import { filterText, foundText, isBehind } from './found-text.ts';
import { foundOf, shownFound } from './shown-list.ts';
import { isRunning } from './tab-call.ts';
import './Filter.css';

/** Where the keyboard goes from a button that goes when there is nothing left to do. */
const toEvents = passFocusOn(focusEvents);

/** What is wrong with the filter, else what it found. Nothing while none is on. */
export function FilterState({ tabId }: { readonly tabId: string }) {
  const fault = useApp((state) => state.filters[tabId]?.fault);
  const before = useApp((state) => shownFound(state, tabId)?.filter);
  if (fault === undefined) return <FoundState tabId={tabId} />;
  return (
    <p id={filterFaultId} className="filter-state filter-fault">
      <span>{shownText(sentences(fault))}</span>
      {before === undefined ? null : (
        <span className="filter-before">
          {`Below is what the filter before finds: ${shownText(filterText(before))}`}
        </span>
      )}
    </p>
  );
}

/** `price > what? Write it like …`. */
function sentences({ message, hint }: AppError): string {
  if (hint === undefined) return message;
  return `${message}${message.endsWith('?') ? '' : '.'} ${hint}`;
}

/** How many match, and how far it has looked. */
function FoundState({ tabId }: { readonly tabId: string }) {
  const found = useApp((state) => foundOf(state, tabId));
  const isAside = useApp((state) => state.filters[tabId]?.isAside === true);
  const runs = useApp(({ calls }) => isRunning(calls[tabId]));
  const letGo = useApp(({ calls }) => calls[tabId]?.summary?.letGo);
  const stop = useApp((state) => state.stopFilter);
  const apply = useApp((state) => state.applyFilter);
  const goTo = useApp((state) => state.goToSelected);
  if (found === undefined) return null;
  const { matches, of, looked, isDone, isStopped, fault, words, at } = found;
  if (fault !== undefined) {
    const again = { label: 'Look again', onPress: () => apply(tabId) };
    return <Notice tone="danger" title={fault} actions={[again]} oneLine />;
  }
  const behind = isBehind(found, runs);
  return (
    <div className="filter-state" ref={toEvents}>
      <span className="filter-state-count" title="Events that match, of all in the timeline">
        {`${foundText(found, runs, letGo)}${isAside ? ' · all events are shown' : ''}`}
      </span>
      {/* In words, and only once in a while: the numbers go up many times a second. */}
      <span role="status" aria-label="Matches" className="visually-hidden">
        {words}
      </span>
      {behind ? (
        <progress
          className="filter-state-progress"
          aria-label="Looking through the timeline"
          value={looked}
          max={Math.max(1, of)}
        />
      ) : null}
      <span className="filter-state-end">
        {isAside ? (
          <span key="back" ref={toEvents}>
            <Button onPress={() => apply(tabId)}>Back to the filter</Button>
          </span>
        ) : at === null || matches === 0 ? null : (
          <span key="go" ref={toEvents}>
            <Button tone="quiet" onPress={() => goTo(tabId)}>
              Go to it in the timeline
            </Button>
          </span>
        )}
        {isDone ? null : isStopped ? (
          <Button onPress={() => apply(tabId)}>Look on</Button>
        ) : (
          <Button onPress={() => stop(tabId)}>Stop</Button>
        )}
      </span>
    </div>
  );
}
