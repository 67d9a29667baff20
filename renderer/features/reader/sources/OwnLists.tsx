import type { Diagnostic, SourceState } from '#app/contract/schema.ts';
import type { Workspace } from '#app/contract/workspace.ts';
import { folderAt, folderPaths, folderTitle } from '#app/core/workspace/items.ts';
import { placeName } from '#renderer/features/environment/index.ts';
import { knownSchema, listFaultOfTab, schemaOf } from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import type { SourcesInView } from '../page.ts';
import { Problems } from './Problems.tsx';
import { problemsOf } from './path-problems.ts';
import { filesText, markOf, StateMark } from './SourceHead.tsx';

/** More are counted, not shown. */
const foldersShown = 20;

/** Folders whose requests have the sources that the folder lists, and no others. */
export function FolderLists() {
  const workspace = useApp((state) => state.workspace);
  const openPage = useApp((state) => state.openPage);
  const folders = workspace === null ? [] : foldersWithLists(workspace);
  const more = folders.length - foldersShown;
  if (folders.length === 0) return null;
  return (
    <div className="source">
      <p className="source-note">Requests of these folders have what their folder lists instead</p>
      <div className="sources-folders">
        {folders.slice(0, foldersShown).map((path) => (
          <Button key={path} onPress={() => openPage({ kind: 'folder', path })}>
            {shownText(folderTitle(path))}
          </Button>
        ))}
        {more > 0 ? <span className="source-note">{`… and ${more} more`}</span> : null}
      </div>
    </div>
  );
}

function foldersWithLists(workspace: Workspace): readonly string[] {
  return folderPaths(workspace).filter(
    (path) => folderAt(workspace, path)?.settings.schema !== undefined,
  );
}

/** What became of the sources that the files of the open request list, where they do. */
export function ListOfRequest({ page }: { readonly page: SourcesInView }) {
  const from = useApp((state) => schemaOf(state, 'request').from);
  const summary = useApp((state) => knownSchema(state, schemaOf(state, 'request')));
  const fault = useApp((state) => listFaultOfTab(state, state.activeTab ?? ''));
  if (from === undefined) return null;
  const lister = from.endsWith('.yaml') ? 'the request itself' : placeName(from);
  const { sources = [], diagnostics = [] } = summary ?? {};
  return (
    <section className="sources-part" aria-label="Sources of the open request">
      <h2>Of the open request</h2>
      <p className="source-note">{`What ${shownText(lister)} lists, and nothing of the above`}</p>
      {fault === undefined || 'severity' in fault ? null : (
        <Notice tone="danger" title={fault.message} hint={fault.hint} />
      )}
      <ul>
        {sources.map((state) => (
          <ListedSource key={state.kind} state={state} diagnostics={diagnostics} />
        ))}
      </ul>
      <Problems page={page} owner="request" />
    </section>
  );
}

interface ListedSourceProps {
  readonly state: SourceState;
  readonly diagnostics: readonly Diagnostic[];
}

function ListedSource({ state, diagnostics }: ListedSourceProps) {
  const { title, paths, files, error } = state;
  const isFaulty = paths
    .flatMap((path) => problemsOf(path, diagnostics))
    .some(({ severity }) => severity === 'error');
  return (
    <li className="sources-row">
      <StateMark state={isFaulty ? 'faulty' : markOf(state)} />
      <span className="sources-path start-gives-way data">
        <bdi>{shownText(title)}</bdi>
      </span>
      <span className="source-note">{shownText(error?.message ?? filesText(files))}</span>
    </li>
  );
}
