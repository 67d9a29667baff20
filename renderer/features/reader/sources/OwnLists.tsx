import type { Workspace } from '#app/contract/workspace.ts';
import { folderPaths, folderTitle, itemAt } from '#app/core/workspace/items.ts';
import { placeName } from '#renderer/features/environment/index.ts';
import { knownSchema, schemaOf } from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import type { SourcesInView } from '../page.ts';
import { Problems } from './Problems.tsx';
import { filesText, StateMark } from './SourceHead.tsx';

/** Folders whose requests have the sources that the folder lists, and no others. */
export function FolderLists() {
  const workspace = useApp((state) => state.workspace);
  const openPage = useApp((state) => state.openPage);
  const folders = workspace === null ? [] : foldersWithLists(workspace);
  if (folders.length === 0) return null;
  return (
    <div className="source">
      <p className="source-note">
        Saved requests of these folders have what the folder lists alone
      </p>
      <ul>
        {folders.map((path) => (
          <li key={path} className="sources-row">
            <Button tone="quiet" onPress={() => openPage({ kind: 'folder', path })}>
              {shownText(folderTitle(path))}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function foldersWithLists(workspace: Workspace): readonly string[] {
  return folderPaths(workspace).filter((path) => {
    const item = itemAt(workspace, path);
    return item?.kind === 'folder' && item.settings.schema !== undefined;
  });
}

/** What became of the sources that the files of the open request list, where they do. */
export function ListOfRequest({ page }: { readonly page: SourcesInView }) {
  const from = useApp((state) => schemaOf(state, 'request').from);
  const summary = useApp((state) => knownSchema(state, schemaOf(state, 'request')));
  if (from === undefined) return null;
  const whose = from.endsWith('.yaml') ? 'itself' : placeName(from);
  return (
    <section className="sources-part" aria-label="Sources of the open request">
      <h2>Of the open request</h2>
      <p className="source-note">{`It has what ${shownText(whose)} lists, and nothing of the above.`}</p>
      <ul>
        {(summary?.sources ?? []).map(({ kind, title, state, files, error }) => (
          <li key={kind} className="sources-row">
            <StateMark state={state} />
            <span className="sources-path data">
              <bdi>{shownText(title)}</bdi>
            </span>
            <span className="source-note">{shownText(error?.message ?? filesText(files))}</span>
          </li>
        ))}
      </ul>
      <Problems page={page} owner="request" />
    </section>
  );
}
