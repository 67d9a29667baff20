import { Pause, Play } from 'lucide-react';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { Switch } from '#renderer/ui/Switch.tsx';
import { isExporting } from './export.slice.ts';
import { FilterField } from './FilterField.tsx';
import { isFollowing } from './shown-list.ts';
import { canPause, isStreamShown } from './tab-call.ts';
import './TimelineBar.css';

/** How the timeline of a stream is watched. */
export function TimelineBar({ tabId }: { readonly tabId: string }) {
  const isStream = useApp(({ calls }) => isStreamShown(calls[tabId]));
  const following = useApp((state) => isFollowing(state, tabId));
  const countOnly = useApp((state) => state.calls[tabId]?.countOnly === true);
  const setFollowing = useApp((state) => state.setFollowing);
  const setCountOnly = useApp((state) => state.setCountOnly);
  if (!isStream) return null;
  return (
    <div className="timeline-bar">
      <PauseButton tabId={tabId} />
      <Switch
        label="Follow newest"
        isOn={following}
        isDisabled={countOnly}
        onChange={(isOn) => setFollowing(tabId, isOn)}
      />
      <Switch label="Count only" isOn={countOnly} onChange={(isOn) => setCountOnly(tabId, isOn)} />
      <PausedState tabId={tabId} />
      <div className="timeline-bar-find">
        <FilterField tabId={tabId} />
        <ExportButton tabId={tabId} />
      </div>
    </div>
  );
}

function ExportButton({ tabId }: { readonly tabId: string }) {
  const isPossible = useApp(
    ({ calls, exports }) =>
      (calls[tabId]?.summary ?? null) !== null && !isExporting(exports[tabId]),
  );
  const open = useApp((state) => state.openExport);
  return (
    <Button isDisabled={!isPossible} onPress={() => open(tabId)}>
      Export…
    </Button>
  );
}

/** Where the keyboard goes from a button that goes with the end of its call. */
const toSwitch = passFocusOn(() =>
  document.querySelector<HTMLElement>('.timeline-bar [role="switch"]')?.focus(),
);

function PauseButton({ tabId }: { readonly tabId: string }) {
  const isPossible = useApp((state) => canPause(state.calls[tabId]));
  const paused = useApp((state) => state.calls[tabId]?.summary?.paused);
  const pause = useApp((state) => state.pauseCall);
  const isPaused = paused === 'asked';
  // Of a call that is full something else is asked.
  if (!isPossible || paused === 'full') return null;
  const Mark = isPaused ? Play : Pause;
  return (
    <span ref={toSwitch}>
      <Button onPress={() => void pause(tabId, !isPaused)}>
        <Mark size={14} aria-hidden="true" />
        {isPaused ? 'Resume' : 'Pause'}
      </Button>
    </span>
  );
}

const heldByDisk = 'Held back until the disk has caught up';

/** Only what a person asked for is read aloud: the disk comes and goes. */
function PausedState({ tabId }: { readonly tabId: string }) {
  const paused = useApp((state) => state.calls[tabId]?.summary?.paused);
  return (
    <>
      <span role="status" aria-label="Receiving" className="timeline-bar-state">
        {paused === 'asked' ? 'Paused: the server is held back by flow control' : null}
      </span>
      {paused === 'disk' ? (
        <span className="timeline-bar-state" title={heldByDisk}>
          {heldByDisk}
        </span>
      ) : null}
    </>
  );
}
