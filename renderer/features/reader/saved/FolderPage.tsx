import { folderNow } from '#app/core/workspace/folder-now.ts';
import { fileOf } from '#app/core/workspace/inherit.ts';
import { itemName } from '#app/core/workspace/items.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/Notice.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { UnsavedMark } from '#renderer/ui/UnsavedMark.tsx';
import { ReaderBar } from '../ReaderBar.tsx';
import { FolderForm } from './FolderForm.tsx';
import { FolderNotices } from './FolderNotices.tsx';
import './FolderPage.css';

/** What a folder, or the workspace (the empty path), gives the requests in it. */
export function FolderPage({ path }: { readonly path: string }) {
  const workspace = useApp((state) => state.workspace);
  const draft = useApp((state) => state.folderDrafts.get(path));
  const name = useApp((state) => (path === '' ? (state.workspace?.name ?? '') : itemName(path)));
  const discard = useApp((state) => state.discardFolder);
  const save = useCommand('save');
  const settings = draft?.content ?? folderNow(workspace, path)?.content;
  const file = fileOf(path);
  return (
    <>
      <ReaderBar
        actions={
          draft === undefined ? null : (
            <>
              <Button tone="quiet" onPress={() => discard(path)}>
                Discard
              </Button>
              <Button tone="primary" shortcut={save.keys} onPress={save.run}>
                Save
              </Button>
            </>
          )
        }
      >
        <h1 className="reader-name start-gives-way">
          <bdi>{shownText(name)}</bdi>
        </h1>
        {draft === undefined ? null : <UnsavedMark />}
        <span className="reader-note">{shownText(file)}</span>
      </ReaderBar>
      <div className="reader-body folder-page">
        {settings === undefined ? (
          <EmptyState title="This folder is gone">{`There is no ${shownText(path)} in the workspace any more.`}</EmptyState>
        ) : (
          <>
            <FolderNotices path={path} file={file} />
            <FolderForm path={path} settings={settings} />
          </>
        )}
      </div>
    </>
  );
}
