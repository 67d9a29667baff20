import { useApp } from '#renderer/store/use-app.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { EmptyState, Notice } from '#renderer/ui/Notice.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { Split } from '#renderer/ui/Split.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { TimelineList } from '#renderer/ui/TimelineList.tsx';
import { CountOnly } from './CountOnly.tsx';
import { ExportState } from './ExportState.tsx';
import { FilterState } from './FilterState.tsx';
import { filterText, isBehind, letGoText } from './found-text.ts';
import { MessageDetail } from './MessageDetail.tsx';
import { shownFound } from './shown-list.ts';
import { TimelineBar } from './TimelineBar.tsx';
import { isRunning } from './tab-call.ts';
import { timelineRoom } from './timeline-room.ts';

/** Pixels: one line. */
const leastDetail = 28;

/** What happened, and below it the whole of the event that is selected. */
export function TimelinePart({ tabId }: { readonly tabId: string }) {
  const room = useApp((state) => timelineRoom(state, tabId));
  return (
    <Split
      id="detail"
      label="Resize message detail"
      direction="vertical"
      initial={50}
      // In a low window the detail gives way first.
      min={[room, leastDetail]}
      first={
        <div className="answer-timeline">
          <LackNotices tabId={tabId} />
          <TimelineBar tabId={tabId} />
          <div className="timeline-states">
            <FilterState tabId={tabId} />
            <ExportState tabId={tabId} />
          </div>
          <Rows tabId={tabId} />
        </div>
      }
      second={<MessageDetail tabId={tabId} />}
    />
  );
}

/** Where the keyboard goes when the list it was in makes way for that of another call. */
const toEvents = passFocusOn(() =>
  document.querySelector<HTMLElement>('.answer-timeline-list [role="listbox"]')?.focus(),
);

const eventMenu = [
  'goToInTimeline',
  'copyJson',
  'copyHex',
  'copyBase64',
  'saveMessage',
  'findInAnswer',
  'filterTimeline',
  'exportTimeline',
] as const;

function Rows({ tabId }: { readonly tabId: string }) {
  const callId = useApp((state) => state.calls[tabId]?.callId);
  const counted = useApp(({ calls }) => {
    const { countOnly = false, summary = null } = calls[tabId] ?? {};
    return countOnly ? summary : null;
  });
  return counted === null ? (
    <Timeline tabId={tabId} />
  ) : (
    <div className="answer-timeline-list">
      <CountOnly key={callId} summary={counted} />
    </div>
  );
}

/** All that happened, or what of it the filter finds. */
function Timeline({ tabId }: { readonly tabId: string }) {
  const isFiltered = useApp((state) => shownFound(state, tabId) !== undefined);
  return (
    <div className="answer-timeline-list">
      {isFiltered ? <Matches tabId={tabId} /> : <AllEvents tabId={tabId} />}
    </div>
  );
}

function Matches({ tabId }: { readonly tabId: string }) {
  const found = useApp((state) => shownFound(state, tabId));
  const events = useApp(({ calls }) => calls[tabId]?.summary?.events ?? 0);
  const runs = useApp(({ calls }) => isRunning(calls[tabId]));
  const wantMatches = useApp((state) => state.wantMatches);
  const selectMatch = useApp((state) => state.selectMatch);
  const followMatches = useApp((state) => state.followMatches);
  const setText = useApp((state) => state.setFilterText);
  const openContextMenu = useApp((state) => state.openContextMenu);
  const copyEvent = useApp((state) => state.copyEvent);
  if (found === undefined) return null;
  const lookedAtAll = found.isStopped || !isBehind(found, runs);
  return (
    <TimelineList
      // Another filter is another list.
      key={found.filterId}
      goneRef={toEvents}
      label="Events that match"
      count={found.matches}
      largest={events}
      rowAt={(place) => found.rows.get(place)}
      onRange={(from, to) => wantMatches(tabId, { from, to: to - 1 })}
      selected={found.at ?? undefined}
      onSelect={(place) => selectMatch(tabId, place)}
      onCopy={() => void copyEvent(tabId, 'json')}
      onMenu={(at) => openContextMenu({ ...at, commands: eventMenu })}
      following={found.following}
      onFollowing={(following) => followMatches(tabId, following)}
      reveal={found.reveal}
      empty={
        lookedAtAll && found.fault === undefined ? (
          <EmptyState
            title={`Nothing found in ${formatCount(found.looked)} events`}
            actions={[{ label: 'Show all events', onPress: () => setText(tabId, '') }]}
          >
            Looked for {shownText(filterText(found.filter))}.
            {runs && !found.isStopped ? ' What comes is looked at too.' : null}
          </EmptyState>
        ) : null
      }
    />
  );
}

function AllEvents({ tabId }: { readonly tabId: string }) {
  const call = useApp((state) => state.calls[tabId]);
  const wantRows = useApp((state) => state.wantRows);
  const selectEvent = useApp((state) => state.selectEvent);
  const setFollowing = useApp((state) => state.setFollowing);
  const openContextMenu = useApp((state) => state.openContextMenu);
  const copyEvent = useApp((state) => state.copyEvent);
  return (
    <TimelineList
      // Another call is another list: it begins at its own start.
      key={call?.callId ?? 'none'}
      goneRef={toEvents}
      count={call?.summary?.events ?? 0}
      rowAt={(seq) => call?.rows.get(seq)}
      onRange={(from, to) => wantRows(tabId, { from, to: to - 1 })}
      selected={call?.selected ?? undefined}
      onSelect={(seq) => selectEvent(tabId, seq)}
      onCopy={() => void copyEvent(tabId, 'json')}
      onMenu={(at) => openContextMenu({ ...at, commands: eventMenu })}
      following={call?.following ?? true}
      onFollowing={(following) => setFollowing(tabId, following)}
      reveal={call?.reveal}
      empty={
        call === undefined ? (
          <NothingYet tabId={tabId} />
        ) : call.refused ? (
          <NotStarted tabId={tabId} />
        ) : null
      }
    />
  );
}

function NothingYet({ tabId }: { readonly tabId: string }) {
  const isGone = useApp((state) => state.goneCalls.includes(tabId));
  if (isGone)
    return (
      <EmptyState title="The call that was here is gone">
        The history has it no more: it was deleted, was beyond what the settings keep, or had
        secrets in its message.
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing has happened yet">
      What is sent and received appears here, in order, as it happens.
    </EmptyState>
  );
}

function NotStarted({ tabId }: { readonly tabId: string }) {
  // What is mended is told no longer.
  const isTold = useApp((state) => Object.keys(state.drafts[tabId]?.faults ?? {}).length > 0);
  return (
    <EmptyState title="The call was not started">
      {isTold ? 'What kept it from starting is told with the request.' : 'Nothing was sent.'}
    </EmptyState>
  );
}

/** That the list, or the history, has less of the call than there was, and why. */
function LackNotices({ tabId }: { readonly tabId: string }) {
  const cutOff = useApp(({ calls }) => calls[tabId]?.summary?.cutOff);
  const gone = useApp(({ calls }) => {
    const { letGo, events = 0 } = calls[tabId]?.summary ?? {};
    return letGo === undefined ? undefined : letGoText(letGo, events);
  });
  return [cutOff, gone]
    .filter((text) => text !== undefined)
    .map((text) => (
      <div key={text} className="answer-end">
        <Notice tone="warn" title={text} oneLine />
      </div>
    ));
}
