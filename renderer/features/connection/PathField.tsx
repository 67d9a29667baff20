import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';

interface PathFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onChange: (path: string) => void;
}

/** A file, typed or picked. */
export function PathField(props: PathFieldProps) {
  const choosePaths = useApp((state) => state.choosePaths);
  async function browse() {
    const [path] = await choosePaths('certificate');
    if (path !== undefined) props.onChange(path);
  }
  return (
    <div className="tls-path">
      <TextField {...props} mono />
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
