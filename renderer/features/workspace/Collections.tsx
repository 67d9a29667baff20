import { ChevronDown, ChevronRight, FolderPlus, Settings2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { Workspace } from '#app/contract/workspace.ts';
import { faultSentence } from '#app/core/workspace/fault-text.ts';
import { folderNow } from '#app/core/workspace/folder-now.ts';
import { itemName } from '#app/core/workspace/items.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import { EmptyState, Notice } from '#renderer/ui/Notice.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { SearchField } from '#renderer/ui/SearchField.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { UnsavedMark } from '#renderer/ui/UnsavedMark.tsx';
import { SavedItems } from './SavedItems.tsx';
import './Collections.css';

/** The saved requests of the workspace. */
export function Collections() {
  const workspace = useApp((state) => state.workspace);
  const fault = useApp((state) => state.workspaceFault);
  const shown = useApp((state) => state.collectionsShown);
  return (
    <nav className="collections" aria-label="Saved requests" onKeyDown={goToTree}>
      <Header />
      {shown && fault !== null ? (
        <Notice tone="warn" title={fault.message} hint={fault.hint} />
      ) : null}
      {shown && workspace !== null ? <Items workspace={workspace} /> : null}
    </nav>
  );
}

function Header() {
  const shown = useApp((state) => state.collectionsShown);
  const show = useApp((state) => state.showCollections);
  const name = useApp((state) => state.workspace?.name ?? '');
  const folder = useApp((state) => state.workspace?.folder ?? '');
  const isUnsaved = useApp((state) => state.folderDrafts.has(''));
  const newFolder = useCommand('newFolder');
  const settings = useCommand('workspaceSettings');
  const Chevron = shown ? ChevronDown : ChevronRight;
  return (
    <header className="collections-header">
      <h2>
        <button
          type="button"
          className="collections-title"
          aria-expanded={shown}
          title={shownText(folder)}
          onClick={() => show(!shown)}
        >
          <Chevron size={14} aria-hidden="true" />
          Collections
          <span className="collections-workspace">{shownText(name)}</span>
          {isUnsaved ? <UnsavedMark /> : null}
        </button>
      </h2>
      <IconButton
        label="New folder"
        icon={<FolderPlus size={16} aria-hidden="true" />}
        onPress={newFolder.run}
      />
      <IconButton
        label="Workspace settings"
        icon={<Settings2 size={16} aria-hidden="true" />}
        onPress={settings.run}
      />
    </header>
  );
}

function Items({ workspace }: { readonly workspace: Workspace }) {
  const query = useApp((state) => state.savedQuery);
  const setQuery = useApp((state) => state.setSavedQuery);
  const isEmpty = workspace.collections.items.length === 0;
  return (
    <>
      {isEmpty ? null : (
        <div className="collections-filter">
          <SearchField
            label="Search saved requests"
            placeholder="Search names, methods and bodies"
            value={query}
            onChange={setQuery}
          />
        </div>
      )}
      <Notices workspace={workspace} />
      {isEmpty ? (
        <NothingSaved />
      ) : (
        <SavedItems key={workspace.folder} workspace={workspace} query={query.trim()} />
      )}
    </>
  );
}

/** From the search on to what was found. */
function goToTree(event: KeyboardEvent<HTMLElement>) {
  if (!(event.target instanceof HTMLInputElement)) return;
  if (event.key !== 'ArrowDown' || event.nativeEvent.isComposing) return;
  const row = document.querySelector<HTMLElement>('.item-tree [role="treeitem"][tabindex="0"]');
  if (row === null) return;
  event.preventDefault();
  row.focus();
}

function NothingSaved() {
  const save = useCommand('save');
  const hasTab = useApp((state) => state.activeTab !== null);
  return (
    <EmptyState
      title="No saved requests yet"
      actions={hasTab ? [{ label: 'Save the open request', onPress: save.run }] : []}
    >
      {`Open a method and save it with ${save.keys ?? 'Save'}: each request is a file of this workspace, to keep in git.`}
    </EmptyState>
  );
}

/** Where the keyboard goes from a notice that has been taken. */
const toTree = passFocusOn(() =>
  document.querySelector<HTMLElement>('.item-tree [role="treeitem"][tabindex="0"]')?.focus(),
);

function Notices({ workspace }: { readonly workspace: Workspace }) {
  const deleted = useApp((state) => (state.deletedShown ? state.deleted.at(-1) : undefined));
  const fault = useApp((state) => state.itemFault);
  const dismissDeleted = useApp((state) => state.dismissDeleted);
  const dismissFault = useApp((state) => state.dismissItemFault);
  const undo = useCommand('undoDelete');
  const [first, ...others] = [...workspace.faults, ...workspace.misspelt];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const orphan = useApp((state) =>
    [...state.folderDrafts.keys()].find((path) => folderNow(state.workspace, path) === undefined),
  );
  const openPage = useApp((state) => state.openPage);
  const isQuiet = deleted === undefined && fault === null;
  if (isQuiet && first === undefined && orphan === undefined) return null;
  return (
    <div ref={toTree} className="collections-notices">
      {first === undefined ? null : (
        <Notice tone="warn" title={`${faultSentence(first)}${more}`} oneLine />
      )}
      {orphan === undefined ? null : (
        <Notice
          tone="warn"
          title={`The folder ${itemName(orphan)} is gone, with settings of it that are not saved`}
          actions={[
            { label: 'Show them', onPress: () => openPage({ kind: 'folder', path: orphan }) },
          ]}
        />
      )}
      {fault === null ? null : (
        <Notice
          tone="danger"
          title={fault.message}
          hint={fault.hint}
          actions={[{ label: 'Dismiss', onPress: dismissFault }]}
        />
      )}
      {deleted === undefined ? null : (
        <Notice
          tone="info"
          title={`Deleted ${itemName(deleted.path)}`}
          oneLine
          actions={[
            { label: 'Undo', onPress: undo.run },
            { label: 'Dismiss', onPress: dismissDeleted },
          ]}
        />
      )}
    </div>
  );
}
