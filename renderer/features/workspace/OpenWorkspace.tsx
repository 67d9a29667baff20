import { useState } from 'react';
import type { AppError } from '#app/contract/result.ts';
import type { RecentWorkspace } from '#app/contract/workspace.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { WorkspaceFolder } from './WorkspaceFolder.tsx';
import './OpenWorkspace.css';

/** Which folder's workspace this window, or another, is to have. */
export function OpenWorkspace() {
  const recent = useApp((state) => state.recentWorkspaces);
  return recent === null ? null : <Question recent={recent} />;
}

function Question({ recent }: { readonly recent: readonly RecentWorkspace[] }) {
  const now = useApp((state) => state.workspace?.folder);
  const close = useApp((state) => state.stopAskingForWorkspace);
  const openWorkspace = useApp((state) => state.openWorkspace);
  const [folder, setFolder] = useState('');
  const [fault, setFault] = useState<AppError>();
  const others = recent.filter(({ folder: one }) => one !== now);

  async function open(where: 'here' | 'new-window', chosen = folder.trim()) {
    if (chosen !== '') setFault(await openWorkspace(chosen, where));
  }
  return (
    <Modal
      title="Open workspace"
      isOpen
      onClose={close}
      actions={
        <>
          <Button isDisabled={folder.trim() === ''} onPress={() => void open('new-window')}>
            Open in a new window
          </Button>
          <Button
            tone="primary"
            isDisabled={folder.trim() === ''}
            onPress={() => void open('here')}
          >
            Open
          </Button>
        </>
      }
    >
      <div className="open-workspace">
        <WorkspaceFolder
          placeholder="/…/a folder to keep in git"
          folder={folder}
          onChange={setFolder}
          onSubmit={() => void open('here')}
        />
        {fault === undefined ? null : (
          <Notice tone="danger" title={fault.message} hint={fault.hint} />
        )}
        {others.length === 0 ? null : (
          <section aria-labelledby="recent-workspaces">
            <h3 id="recent-workspaces">Recent</h3>
            <ul className="open-workspace-recent">
              {others.map((one) => (
                <li key={one.folder}>
                  <Recent recent={one} onOpen={() => void open('here', one.folder)} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Modal>
  );
}

/** One that was open before, by its name and place; of one that is not there no more can be said. */
function Recent(props: { readonly recent: RecentWorkspace; readonly onOpen: () => void }) {
  const { folder, isThere } = props.recent;
  const name = folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1);
  return (
    <button type="button" disabled={!isThere} title={shownText(folder)} onClick={props.onOpen}>
      <span className="open-workspace-name">{shownText(name)}</span>
      <span className="open-workspace-place">{shownText(folder)}</span>
      {isThere ? null : <span className="open-workspace-gone">not there</span>}
    </button>
  );
}
