import type { SavedRequest } from '#app/contract/workspace.ts';
import { deletedWith } from '#app/core/workspace/deleted.ts';
import { linesOfRequest } from '#app/core/workspace/file-lines.ts';
import { itemAt, itemName } from '#app/core/workspace/items.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { ConflictNotice } from '#renderer/ui/ConflictNotice.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { Conflict } from './file-following.ts';
import { keptOfTab } from './kept-mine.ts';

/** What became of the file that the request is saved in, and what to do about it. */
export function FileNotice({ tabId }: { readonly tabId: string }) {
  const saved = useApp((state) => state.tabs.find(({ id }) => id === tabId)?.saved);
  const conflict = useApp((state) => state.conflicts[tabId]);
  const fault = useApp((state) => state.saveFaults[tabId]);
  const save = useCommand('save');
  const saveAs = useCommand('saveAs');
  if (saved === undefined) return null;
  const name = itemName(saved.path);
  if (conflict?.theirs === null)
    return <Unreadable path={saved.path} conflict={conflict} onSaveAs={saveAs.run} />;
  if (conflict !== undefined) return <Changed tabId={tabId} name={name} theirs={conflict.theirs} />;
  if (fault !== undefined)
    return (
      <Notice
        tone="danger"
        title={`${name} was not saved. ${fault.message}`}
        hint={fault.hint}
        actions={[
          { label: 'Save again', onPress: save.run },
          { label: 'Save as…', onPress: saveAs.run },
        ]}
      />
    );
  return <Deleted path={saved.path} onSave={save.run} />;
}

/** By this person, who may want it back, or by something else. */
function Deleted({ path, onSave }: { readonly path: string; readonly onSave: () => void }) {
  const isOwn = useApp((state) => deletedWith(state.deleted, path) !== undefined);
  const undo = useApp((state) => state.undoDelete);
  const save = { label: 'Save it again', onPress: onSave };
  return (
    <Notice
      tone={isOwn ? 'info' : 'warn'}
      title={isOwn ? `You deleted ${itemName(path)}` : `${itemName(path)} was deleted on disk`}
      hint="What you have here is kept, and is not saved."
      actions={isOwn ? [{ label: 'Undo', onPress: () => void undo(path) }, save] : [save]}
    />
  );
}

interface ChangedProps {
  readonly tabId: string;
  readonly name: string;
  readonly theirs: SavedRequest;
}

function Changed({ tabId, name, theirs }: ChangedProps) {
  const store = useAppStore();
  const keepMine = useApp((state) => state.keepMine);
  const takeTheirs = useApp((state) => state.takeTheirs);
  return (
    <ConflictNotice
      name={name}
      mine={() => linesOfRequest(keptOfTab(store.getState(), tabId)?.kept ?? theirs)}
      theirs={() => linesOfRequest(theirs)}
      onKeep={() => keepMine(tabId)}
      onTake={() => takeTheirs(tabId)}
    />
  );
}

/** It is left alone: what is here can only go to another file. */
function Unreadable(props: {
  readonly path: string;
  readonly conflict: Conflict;
  readonly onSaveAs: () => void;
}) {
  const { path, conflict, onSaveAs } = props;
  const fault = useApp((state) => itemAt(state.workspace, path)?.fault);
  const openPage = useApp((state) => state.openPage);
  const why = conflict.fault?.message ?? fault?.message;
  return (
    <div className="to-decide">
      <Notice
        tone="warn"
        title={`${itemName(path)} was changed on disk and cannot be understood any more${why === undefined ? '' : `: ${why}`}`}
        hint="The file is left alone, and what you have here is kept. Mend the file, or save under another name."
        actions={[
          { label: 'Save as…', onPress: onSaveAs },
          { label: 'Show what is wrong', onPress: () => openPage({ kind: 'unreadable', path }) },
        ]}
      />
    </div>
  );
}
