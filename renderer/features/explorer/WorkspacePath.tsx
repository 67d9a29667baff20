import { X } from 'lucide-react';
import { typedPath } from '#app/core/typed-path.ts';
import { isOfThisMachine, pathWithin } from '#app/core/workspace/path-within.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import './WorkspacePath.css';

type Choice = 'protos' | 'folder' | 'certificate';

interface WorkspacePathProps {
  /** Names the field, and with it its buttons. */
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  /** What can be picked, the first with `Browse…`. */
  readonly choices: readonly Choice[];
  /** All that were picked. */
  readonly onChoose: (paths: readonly string[]) => void;
  /** Without it, it cannot be removed. */
  readonly onRemove?: (() => void) | undefined;
}

/** A path as a file of the workspace has it, typed or picked: from the workspace's folder where it lies inside. */
export function WorkspacePath(props: WorkspacePathProps) {
  const { label, value, onChange, choices, onRemove } = props;
  const folder = useApp((state) => state.workspace?.folder ?? '');
  const home = useApp((state) => state.app?.home ?? '');
  const choosePaths = useApp((state) => state.choosePaths);

  /** The workspace's own folder is a path in it too, once nobody types on; outside of it `~` stays as it is. */
  function whole(path: string): string {
    const meant = typedPath(path, home);
    if (meant === folder && meant !== '') return '.';
    const inside = pathWithin(folder, meant);
    return inside === meant ? typedPath(path, '') : inside;
  }
  async function browse(choice: Choice) {
    const chosen = await choosePaths(choice);
    if (chosen.length > 0) props.onChoose(chosen.map(whole));
  }
  function onBlur() {
    const path = value === '' ? '' : whole(value);
    if (path !== value) onChange(path);
  }
  return (
    <div className="workspace-path">
      <TextField
        label={label}
        isLabelHidden
        mono
        placeholder={props.placeholder}
        value={value}
        note={isOfThisMachine(value) ? ofThisMachine : undefined}
        onChange={(text) => onChange(pathWithin(folder, text).slice(0, longest))}
        onBlur={onBlur}
      />
      {choices.map((choice, index) => (
        <Button
          key={choice}
          aria-label={`${index === 0 ? 'Browse…' : 'Folder…'} for ${label.toLowerCase()}`}
          onPress={() => void browse(choice)}
        >
          {index === 0 ? 'Browse…' : 'Folder…'}
        </Button>
      ))}
      {onRemove === undefined ? null : (
        <IconButton
          label={`Remove ${label.toLowerCase()}`}
          icon={<X size={14} aria-hidden="true" />}
          hasTooltip={false}
          onPress={onRemove}
        />
      )}
    </div>
  );
}

/** No file has a longer path. */
const longest = 4096;

const ofThisMachine =
  'Outside of the workspace, and so of this machine alone: a path such as ../protos goes with it.';
