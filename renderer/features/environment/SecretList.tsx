import { Plus, X } from 'lucide-react';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button, IconButton } from '#renderer/ui/Button.tsx';

interface SecretListProps {
  /** The environment's file. */
  readonly file: string;
  readonly names: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}

/** Secrets by name, with the values that this window has of them. */
export function SecretList({ file, names, onChange }: SecretListProps) {
  const given = useApp((state) => state.secretValues.get(file));
  const setSecret = useApp((state) => state.setSecret);
  return (
    <div className="secret-list">
      {names.map((name, index) => (
        // Rows have no identity but their place.
        <div key={`row ${index.toString()}`} className="secret-row">
          <input
            type="text"
            className="field-input data"
            aria-label={`Secret name ${index + 1}`}
            placeholder="name"
            value={name}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => onChange(names.with(index, event.target.value))}
          />
          <input
            type="password"
            className="field-input data"
            aria-label={`Secret value ${index + 1}`}
            placeholder="asked for when it is needed"
            value={given?.get(name) ?? ''}
            disabled={name === ''}
            autoComplete="off"
            onChange={(event) => setSecret(file, name, event.target.value)}
          />
          <IconButton
            label={`Remove secret ${index + 1}`}
            icon={<X size={14} aria-hidden="true" />}
            onPress={() => onChange(names.toSpliced(index, 1))}
          />
        </div>
      ))}
      <div>
        <Button tone="quiet" onPress={() => onChange([...names, ''])}>
          <Plus size={14} aria-hidden="true" />
          Add secret
        </Button>
      </div>
    </div>
  );
}
