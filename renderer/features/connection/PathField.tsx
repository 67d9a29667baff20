import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';

interface PathFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onChange: (path: string) => void;
  readonly fault?: string | undefined;
  /** When the person leaves the field, or has picked a file. */
  readonly onLeave: () => void;
}

/** A file, typed or picked. */
export function PathField(props: PathFieldProps) {
  const choosePaths = useApp((state) => state.choosePaths);
  const { onLeave, ...field } = props;
  async function browse() {
    const [path] = await choosePaths('certificate');
    if (path === undefined) return;
    props.onChange(path);
    onLeave();
  }
  return (
    <div className="tls-path">
      <TextField {...field} onBlur={onLeave} mono />
      <Button
        aria-label={`Browse… for the ${props.label.toLowerCase()}`}
        isDisabled={props.isDisabled}
        onPress={() => void browse()}
      >
        Browse…
      </Button>
    </div>
  );
}
