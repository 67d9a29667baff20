import { settingBounds } from '#app/contract/settings.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { AmountField } from '#renderer/ui/AmountField.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';

const whenFull = [
  { id: 'keepNewest', label: 'Keep the newest' },
  { id: 'ask', label: 'Pause and ask' },
  { id: 'end', label: 'End the call' },
] as const;

const whenDiskFull = [
  { id: 'goOn', label: 'Go on in memory' },
  { id: 'cancel', label: 'Cancel the call' },
] as const;

/** How much is kept of each call, and of all of them. */
export function KeptCalls() {
  const settings = useApp((state) => state.settings);
  const change = useApp((state) => state.changeSettings);
  return (
    <section className="settings-group" aria-labelledby="settings-kept">
      <h3 id="settings-kept">What is kept</h3>
      <div className="settings-fields">
        <AmountField
          label="Disk for a call"
          unit="MB"
          {...settingBounds.diskMb}
          value={settings.diskMb}
          onChange={(diskMb) => change({ diskMb })}
        />
        <AmountField
          label="Memory for a call"
          unit="MB"
          {...settingBounds.keptMb}
          value={settings.keptMb}
          onChange={(keptMb) => change({ keptMb })}
        />
        <AmountField
          label="Newest events"
          unit="0 = all"
          {...settingBounds.newestEvents}
          value={settings.newestEvents}
          onChange={(newestEvents) => change({ newestEvents })}
        />
        <SelectField
          label="When a call has filled that"
          options={whenFull}
          selected={settings.whenFull}
          isDisabled={settings.newestEvents > 0}
          onSelect={(id) => change({ whenFull: id })}
        />
        <SelectField
          label="When the disk is full"
          options={whenDiskFull}
          selected={settings.whenDiskFull}
          onSelect={(id) => change({ whenDiskFull: id })}
        />
      </div>
      <p className="settings-hint">
        These hold for calls that start from now on. A call is kept on the disk, and in memory where
        it has secrets or the disk is full. Of what is let go, how the call began stays.
      </p>
      <HistoryBounds />
    </section>
  );
}

function HistoryBounds() {
  const settings = useApp((state) => state.settings);
  const change = useApp((state) => state.changeSettings);
  return (
    <>
      <div className="settings-fields">
        <AmountField
          label="History"
          unit="calls"
          {...settingBounds.historyCalls}
          value={settings.historyCalls}
          onChange={(historyCalls) => change({ historyCalls })}
        />
        <AmountField
          label="History"
          unit="MB"
          {...settingBounds.historyMb}
          value={settings.historyMb}
          onChange={(historyMb) => change({ historyMb })}
        />
        <AmountField
          label="History"
          unit="days"
          {...settingBounds.historyDays}
          value={settings.historyDays}
          onChange={(historyDays) => change({ historyDays })}
        />
      </div>
      <p className="settings-hint">
        What is beyond any of the three is deleted, the oldest calls first, but none that is open.
      </p>
    </>
  );
}
