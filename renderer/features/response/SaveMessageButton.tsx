import { Download } from 'lucide-react';
import { useApp } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import { isExporting } from './export.slice.ts';

interface SaveMessageButtonProps {
  readonly tabId: string;
  readonly seq: number;
}

/** Asks where the message is to be written; one file of a tab is written at a time. */
export function SaveMessageButton({ tabId, seq }: SaveMessageButtonProps) {
  const save = useApp((state) => state.openSaveMessage);
  const isBusy = useApp((state) => isExporting(state.exports[tabId]));
  return (
    <IconButton
      label="Save message to file…"
      icon={<Download size={14} aria-hidden="true" />}
      isDisabled={isBusy}
      onPress={() => save(tabId, seq)}
    />
  );
}
