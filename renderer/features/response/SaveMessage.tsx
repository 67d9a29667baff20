import type { SaveMessageInput } from '#app/contract/call-filter.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { type FileForm, fileNameOf } from './export-path.ts';
import { SaveFile } from './SaveFile.tsx';
import { eventRow } from './shown-list.ts';

const forms: readonly FileForm<SaveMessageInput['form']>[] = [
  {
    id: 'json',
    label: 'JSON',
    note: 'All of it, of any size, with fields and names as they are shown.',
    endings: ['.json'],
  },
  {
    id: 'bytes',
    label: 'Binary (the message’s bytes)',
    note: 'As it was on the wire, uncompressed and without its length: duplex decode reads it.',
    endings: ['.binpb', '.pb', '.bin'],
  },
];

/** Where one message is to be written, and as what. Writing goes on when it is closed. */
export function SaveMessage() {
  const wanted = useApp((state) => state.messageToSave);
  const method = useApp((state) => state.calls[wanted?.tabId ?? '']?.summary?.method ?? 'message');
  // As its row is called.
  const number = useApp((state) => {
    const { tabId = '', seq = 0 } = wanted ?? {};
    return eventRow(state, tabId, seq)?.index ?? seq;
  });
  const close = useApp((state) => state.closeSaveMessage);
  const act = useAppStore().getState;
  if (wanted === null) return null;
  const { tabId, seq } = wanted;
  return (
    <SaveFile
      key={`${tabId} ${seq}`}
      title="Save message to file"
      action="Save"
      forms={forms}
      first="json"
      name={`${fileNameOf(method)}-${number}`}
      onSave={(wish) => act().saveMessage(wanted, wish)}
      onClose={close}
    />
  );
}
