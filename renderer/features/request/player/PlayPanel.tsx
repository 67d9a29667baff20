import { playBounds } from '#app/contract/player.ts';
import { counted } from '#app/core/counted.ts';
import { sentences } from '#renderer/features/connection/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { AmountField } from '#renderer/ui/AmountField.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { draftOfTab } from '../request.selectors.ts';
import { firstPlayForm, type PlayForm, rhythmsFor } from './play-form.ts';

const sources = [
  { id: 'request', label: 'This request' },
  { id: 'past', label: 'A past call' },
] as const;

const rhythmNames: { readonly [Kind in PlayForm['rhythm']]: string } = {
  recorded: 'As recorded',
  interval: 'At an interval',
  fast: 'As fast as it goes',
};

/** What is played, when each message goes, and how often. */
export function PlayPanel({ tabId }: { readonly tabId: string }) {
  const form = useApp((state) => state.playForms[tabId] ?? firstPlayForm);
  const changePlay = useApp((state) => state.changePlay);
  const play = useApp((state) => state.playMessages);
  const isPlaying = useApp((state) => state.calls[tabId]?.summary?.played?.isPlaying === true);
  const change = (changed: Partial<PlayForm>) => changePlay(tabId, changed);
  const { from, past, rhythm, repeat, thenFinish, fault } = form;
  return (
    <>
      <div className="player-source">
        <Choice
          label="Messages of"
          options={sources}
          selected={from}
          onSelect={(id) => change({ from: id })}
        />
        <SourceNote tabId={tabId} form={form} />
      </div>
      <Choice
        label="Rhythm"
        options={rhythmsFor(from).map((id) => ({ id, label: rhythmNames[id] }))}
        selected={rhythm}
        onSelect={(id) => change({ rhythm: id })}
      />
      <div className="player-amounts">
        <RhythmAmounts form={form} onChange={change} />
        <AmountField
          label="Repeat"
          unit="times"
          {...playBounds.repeat}
          value={repeat}
          onChange={(times) => change({ repeat: times })}
        />
      </div>
      <Switch
        label="Finish sending when done"
        isOn={thenFinish}
        onChange={(isOn) => change({ thenFinish: isOn })}
      />
      {fault === null ? null : (
        <p className="player-fault" role="alert">
          {shownText(sentences([fault.message, fault.hint]))}
        </p>
      )}
      <div className="player-actions">
        <Button
          tone="primary"
          isDisabled={isPlaying || (from === 'past' && past === null)}
          onPress={() => void play(tabId)}
        >
          Play
        </Button>
      </div>
    </>
  );
}

const variablesNote =
  'with their variables as they are now; what they generate is made anew for each message.';

function SourceNote({ tabId, form }: { readonly tabId: string; readonly form: PlayForm }) {
  const messages = useApp((state) => draftOfTab(state, tabId).messages.length);
  const { from, past } = form;
  if (from === 'request') {
    const which =
      messages === 1 ? 'The message in the editor' : `All ${messages} messages in order`;
    return (
      <p className="player-note">
        {which}, {variablesNote}
      </p>
    );
  }
  if (past === null)
    return (
      <p className="player-note">
        None is chosen: the menu of a call in History has <b>Play its messages</b>.
      </p>
    );
  return (
    <p className="player-note">
      {shownText(past.name)}: {counted(past.sent, 'message')}.
    </p>
  );
}

function RhythmAmounts(props: {
  readonly form: PlayForm;
  readonly onChange: (changed: Partial<PlayForm>) => void;
}) {
  const { form, onChange } = props;
  if (form.rhythm === 'fast') return null;
  if (form.rhythm === 'recorded')
    return (
      <AmountField
        label="Speed"
        unit="×"
        {...playBounds.speed}
        step={0.1}
        value={form.speed}
        onChange={(speed) => onChange({ speed })}
      />
    );
  return (
    <>
      <AmountField
        label="Interval"
        unit="ms"
        {...playBounds.interval}
        value={form.interval}
        onChange={(interval) => onChange({ interval })}
      />
      <AmountField
        label="Jitter"
        unit="%"
        min={0}
        max={100}
        value={form.jitter}
        onChange={(jitter) => onChange({ jitter })}
      />
    </>
  );
}
