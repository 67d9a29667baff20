import { faultSentence } from '#app/core/workspace/fault-text.ts';
import { keptContent, standingOf } from '#app/core/workspace/file-draft.ts';
import { linesOfSettings } from '#app/core/workspace/file-lines.ts';
import { folderNow } from '#app/core/workspace/folder-now.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { DraftNotice } from '#renderer/ui/DraftNotice.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

/** What stands between the edits of a folder's settings and its file. */
export function FolderNotices({ path, file }: { readonly path: string; readonly file: string }) {
  const workspace = useApp((state) => state.workspace);
  const now = folderNow(workspace, path);
  const draft = useApp((state) => state.folderDrafts.get(path));
  const fault = useApp((state) => state.folderFaults.get(path));
  const keep = useApp((state) => state.keepFolder);
  const discard = useApp((state) => state.discardFolder);
  const isDiscarded = useApp((state) => state.foldersDiscarded.has(path));
  const takeBack = useApp((state) => state.takeBackFolder);
  const save = useCommand('save');
  return (
    <>
      {now?.fault === undefined ? null : (
        <Notice
          tone="warn"
          title={faultSentence(now.fault)}
          hint="It is left as it is, and nothing of it is used until it is mended."
        />
      )}
      <DraftNotice
        file={file}
        standing={draft && standingOf(draft, now)}
        fault={fault}
        mine={() => linesOfSettings(draft && now ? keptContent(draft, now) : {})}
        theirs={() => linesOfSettings(now?.content ?? {})}
        onKeep={() => keep(path)}
        onTake={() => discard(path)}
        onTakeBack={isDiscarded ? () => takeBack(path) : undefined}
        onSave={save.run}
      />
    </>
  );
}
