import { Failure } from '#app/contract/result.ts';
import { defaultSettings, settingBounds } from '#app/contract/settings.ts';
import { parseDeadline } from '#app/core/deadline.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { AmountField } from '#renderer/ui/AmountField.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { KeptCalls } from './KeptCalls.tsx';
import { ProxySettings } from './ProxySettings.tsx';
import { useTypedSetting } from './use-typed-setting.ts';
import './settings.css';

/** What holds for every window and request. Each choice holds at once. */
export function SettingsDialog() {
  const isOpen = useApp((state) => state.dialog === 'settings');
  const close = useApp((state) => state.closeDialog);
  const change = useApp((state) => state.changeSettings);
  return (
    <Modal
      title="Settings"
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={() => change(defaultSettings)}>Reset to defaults</Button>
          <Button tone="primary" onPress={close}>
            Done
          </Button>
        </>
      }
    >
      <Appearance />
      <Calls />
      <KeptCalls />
      <ProxySettings />
      <Answers />
    </Modal>
  );
}

const themes = [
  { id: 'system', label: 'System' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const;

const contrasts = [
  { id: 'system', label: 'System' },
  { id: 'more', label: 'High' },
] as const;

function Appearance() {
  const settings = useApp((state) => state.settings);
  const change = useApp((state) => state.changeSettings);
  return (
    <section className="settings-group" aria-labelledby="settings-appearance">
      <h3 id="settings-appearance">Appearance</h3>
      <div className="settings-fields">
        <Choice
          label="Theme"
          options={themes}
          selected={settings.theme}
          onSelect={(theme) => change({ theme })}
        />
        <Choice
          label="Contrast"
          options={contrasts}
          selected={settings.contrast}
          onSelect={(contrast) => change({ contrast })}
        />
      </div>
      <div className="settings-fields">
        <AmountField
          label="Interface text"
          unit="px"
          {...settingBounds.interfaceSize}
          value={settings.interfaceSize}
          onChange={(interfaceSize) => change({ interfaceSize })}
        />
        <AmountField
          label="Data text"
          unit="px"
          {...settingBounds.dataSize}
          step={0.5}
          value={settings.dataSize}
          onChange={(dataSize) => change({ dataSize })}
        />
        <AmountField
          label="Zoom"
          unit="%"
          min={settingBounds.zoom.min * 100}
          max={settingBounds.zoom.max * 100}
          step={10}
          value={Math.round(settings.zoom * 100)}
          onChange={(percent) => change({ zoom: percent / 100 })}
        />
      </div>
      <Switch
        label="Wrap the message’s lines"
        isOn={settings.wrapLines}
        onChange={(wrapLines) => change({ wrapLines })}
      />
    </section>
  );
}

function Calls() {
  const settings = useApp((state) => state.settings);
  const change = useApp((state) => state.changeSettings);
  return (
    <section className="settings-group" aria-labelledby="settings-calls">
      <h3 id="settings-calls">Calls</h3>
      <div className="settings-fields">
        <DefaultDeadline />
        <AmountField
          label="Largest message"
          unit="MB"
          {...settingBounds.maxReceiveMb}
          value={settings.maxReceiveMb}
          onChange={(maxReceiveMb) => change({ maxReceiveMb })}
        />
      </div>
      <p className="settings-hint">
        These hold for calls that start from now on. A larger received message ends its call with
        RESOURCE_EXHAUSTED.
      </p>
    </section>
  );
}

function Answers() {
  const { emitDefaults, originalNames } = useApp((state) => state.settings);
  const change = useApp((state) => state.changeSettings);
  return (
    <section className="settings-group" aria-labelledby="settings-answers">
      <h3 id="settings-answers">Answers</h3>
      <div className="settings-fields">
        <Switch
          label="Emit defaults"
          isOn={emitDefaults}
          onChange={(isOn) => change({ emitDefaults: isOn })}
        />
        <Switch
          label="Original names"
          isOn={originalNames}
          onChange={(isOn) => change({ originalNames: isOn })}
        />
      </div>
      <p className="settings-hint">
        With defaults, fields that hold none but their default are shown too; original names are
        those of the .proto files. What is sent stays as it is typed.
      </p>
    </section>
  );
}

/** Kept when the dialog closes: half a deadline is another one. What cannot be one is told, then too. */
function DefaultDeadline() {
  const kept = useApp((state) => state.settings.deadline);
  const change = useApp((state) => state.changeSettings);
  const say = useApp((state) => state.say);
  const [text, setText] = useTypedSetting(kept, (typed) => {
    const deadline = withoutNone(typed);
    if (deadlineFault(deadline) === undefined) change({ deadline });
    else say(`The default deadline is as it was: “${deadline}” is none`);
  });
  return (
    <TextField
      label="Default deadline"
      placeholder="none"
      mono
      value={text}
      onChange={setText}
      fault={deadlineFault(text)}
    />
  );
}

function deadlineFault(text: string): string | undefined {
  try {
    parseDeadline(withoutNone(text));
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return `${error.message}. ${error.error.hint ?? ''}`;
    throw error;
  }
}

/** `none` is what an empty field shows. */
function withoutNone(text: string): string {
  return text.trim() === 'none' ? '' : text.trim();
}
