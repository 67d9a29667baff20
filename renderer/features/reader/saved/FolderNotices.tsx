import { faultSentence } from '#app/core/workspace/fault-text.ts';
import { folderAt } from '#app/core/workspace/items.ts';
import { folderNow } from '#renderer/features/workspace/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

/** What stands between the edits of a folder's settings and its file. */
export function FolderNotices({ path, file }: { readonly path: string; readonly file: string }) {
  const now = useApp((state) => folderNow(state.workspace, path));
  const draft = useApp((state) => state.folderDrafts[path]);
  const fault = useApp((state) => state.folderFaults[path]);
  const unreadable = useApp(({ workspace }) =>
    path === ''
      ? workspace?.faults.find((one) => one.path === 'duplex.yaml')
      : folderAt(workspace, path)?.fault,
  );
  const keep = useApp((state) => state.keepFolder);
  const discard = useApp((state) => state.discardFolder);
  const isChanged = draft !== undefined && now !== undefined && draft.revision !== now.revision;
  return (
    <>
      {unreadable === undefined ? null : (
        <Notice
          tone="warn"
          title={faultSentence(unreadable)}
          hint="It is left as it is, and nothing of it is used until it is mended."
        />
      )}
      {isChanged ? (
        <Notice
          tone="warn"
          title={`${file} was changed on disk`}
          hint="You have unsaved edits of your own."
          actions={[
            { label: 'Keep mine', onPress: () => void keep(path) },
            { label: 'Take theirs', onPress: () => discard(path) },
          ]}
        />
      ) : null}
      {fault === undefined || isChanged ? null : (
        <Notice tone="danger" title={fault.message} hint={fault.hint} />
      )}
    </>
  );
}
