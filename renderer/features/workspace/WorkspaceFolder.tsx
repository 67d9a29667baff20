import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';

interface WorkspaceFolderProps {
  readonly placeholder: string;
  readonly folder: string;
  readonly onChange: (folder: string) => void;
  readonly onSubmit: () => void;
}

/** The folder of a workspace, typed or chosen. */
export function WorkspaceFolder({ placeholder, folder, onChange, onSubmit }: WorkspaceFolderProps) {
  const choosePaths = useApp((state) => state.choosePaths);
  async function browse() {
    const [chosen] = await choosePaths('folder');
    if (chosen !== undefined) onChange(chosen);
  }
  return (
    <div className="open-workspace-folder">
      <TextField
        label="Folder"
        placeholder={placeholder}
        value={folder}
        onChange={onChange}
        onSubmit={onSubmit}
        autoFocus
        mono
      />
      <Button onPress={() => void browse()}>Browse…</Button>
    </div>
  );
}
