import { playBounds } from '#app/contract/player.ts';
import { counted } from '#app/core/counted.ts';
import { sentences } from '#renderer/features/connection/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { AmountField } from '#renderer/ui/AmountField.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { draftOfTab } from '../request.selectors.ts';
import { firstPlayForm, offeredPast, type PlayForm, rhythmsFor } from './play-form.ts';

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
        {from === 'past' ? (
          <PastCalls form={form} onChange={change} />
        ) : (
          <RequestNote tabId={tabId} />
        )}
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

function RequestNote({ tabId }: { readonly tabId: string }) {
  const messages = useApp((state) => draftOfTab(state, tabId).messages.length);
  const which = messages === 1 ? 'The message in the editor' : `All ${messages} messages in order`;
  return (
    <p className="player-note">
      {which}, {variablesNote}
    </p>
  );
}

interface FormProps {
  readonly form: PlayForm;
  readonly onChange: (changed: Partial<PlayForm>) => void;
}

/** Which of the past calls of the method is played. */
function PastCalls({ form, onChange }: FormProps) {
  const known = useApp((state) => state.pastToPlay);
  const calls = offeredPast(form, known ?? []);
  if (calls.length === 0)
    return (
      <p className="player-note">
        {known === null ? '' : 'No past call of this method sent a message.'}
      </p>
    );
  return (
    <SelectField
      label="Past call"
      isLabelHidden
      options={[
        ...(form.past === null ? [{ id: '', label: 'Choose a call' }] : []),
        ...calls.map(({ callId, name, sent }) => ({
          id: callId,
          label: `${name}, ${counted(sent, 'message')}`,
        })),
      ]}
      selected={form.past?.callId ?? ''}
      onSelect={(id) => onChange({ past: calls.find(({ callId }) => callId === id) ?? null })}
    />
  );
}

function RhythmAmounts({ form, onChange }: FormProps) {
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
