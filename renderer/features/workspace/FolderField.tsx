import { useMemo } from 'react';
import { folderPaths, folderTitle, isWithin } from '#app/core/workspace/items.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';

interface FolderFieldProps {
  readonly label: string;
  readonly selected: string;
  /** What is to go there: not into itself. */
  readonly moved?: string;
  readonly onSelect: (folder: string) => void;
}

/** One of the workspace's folders. */
export function FolderField({ label, selected, moved, onSelect }: FolderFieldProps) {
  const workspace = useApp((state) => state.workspace);
  const options = useMemo(
    () =>
      (workspace === null ? [] : folderPaths(workspace))
        .filter((path) => moved === undefined || !isWithin(path, moved))
        .map((path) => ({ id: path, label: folderTitle(path) })),
    [workspace, moved],
  );
  return <SelectField label={label} options={options} selected={selected} onSelect={onSelect} />;
}
