import { X } from 'lucide-react';
import { type ClipboardEvent, useMemo, useRef } from 'react';
import type { CommandInput } from '#app/contract/commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { shownText } from '#renderer/ui/shown-text.ts';
import { TextField } from '#renderer/ui/TextField.tsx';

/** What stands in a field for paths: the one that is typed, after those that were pasted or chosen together. */
export interface TypedPaths {
  readonly typed: string;
  readonly listed: readonly string[];
}

export const noPaths: TypedPaths = { typed: '', listed: [] };

export function allPaths({ typed, listed }: TypedPaths): readonly string[] {
  return [...listed, typed];
}

interface PathsFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: TypedPaths;
  readonly onChange: (value: TypedPaths) => void;
  readonly onSubmit: () => void;
  readonly choose: CommandInput<'dialogs.choosePaths'>['choose'];
  readonly autoFocus: boolean;
}

/** One path that is typed, or several at once: pasted as lines, or chosen together. */
export function PathsField(props: PathsFieldProps) {
  const { label, placeholder, value, onChange, onSubmit, choose, autoFocus } = props;
  const { typed, listed } = value;
  const field = useRef<HTMLDivElement>(null);
  // A row that is removed hands the keyboard on.
  const toField = useMemo(
    () => passFocusOn(() => field.current?.querySelector('input')?.focus()),
    [],
  );
  const choosePaths = useApp((state) => state.choosePaths);

  function list(paths: readonly string[]) {
    const all = [...listed, ...(typed.trim() === '' ? [] : [typed]), ...paths];
    onChange({ typed: '', listed: [...new Set(all)] });
  }
  async function browse() {
    const [first, ...others] = await choosePaths(choose);
    if (first === undefined) return;
    if (others.length > 0) list([first, ...others]);
    else onChange({ ...value, typed: first });
  }
  function onPaste(event: ClipboardEvent) {
    const lines = event.clipboardData
      .getData('text')
      .split(/[\r\n]+/)
      .filter((line) => line.trim() !== '');
    if (lines.length < 2) return;
    event.preventDefault();
    list(lines.map((line) => line.trim()));
  }

  return (
    <div ref={field} className="paths-field" onPasteCapture={onPaste}>
      <div className="path-field">
        <TextField
          label={label}
          placeholder={placeholder}
          value={typed}
          onChange={(text) => onChange({ ...value, typed: text })}
          onSubmit={onSubmit}
          autoFocus={autoFocus}
          mono
        />
        <Button onPress={() => void browse()}>Browse…</Button>
      </div>
      {listed.length === 0 ? null : (
        <ul className="paths-listed" aria-label={`${label}: more of them`}>
          {listed.map((path) => (
            <li key={path} ref={toField}>
              <span className="paths-listed-path start-gives-way data" title={shownText(path)}>
                <bdi>{shownText(path)}</bdi>
              </span>
              <IconButton
                label={`Remove ${shownText(path)}`}
                icon={<X size={14} aria-hidden="true" />}
                hasTooltip={false}
                onPress={() => onChange({ ...value, listed: listed.filter((one) => one !== path) })}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
