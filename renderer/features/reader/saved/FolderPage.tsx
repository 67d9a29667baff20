import type { FolderSettings } from '#app/contract/workspace.ts';
import { folderNow } from '#app/core/workspace/folder-now.ts';
import { fileOf } from '#app/core/workspace/inherit.ts';
import { itemName } from '#app/core/workspace/items.ts';
import { usualOption } from '#renderer/features/connection/index.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { DocsField } from '#renderer/ui/DocsField.tsx';
import { MetadataEditor } from '#renderer/ui/MetadataEditor.tsx';
import { rowFault } from '#renderer/ui/metadata-rows.ts';
import { EmptyState } from '#renderer/ui/Notice.tsx';
import { OptionsForm } from '#renderer/ui/OptionsForm.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { TextField } from '#renderer/ui/TextField.tsx';
import { UnsavedMark } from '#renderer/ui/UnsavedMark.tsx';
import { VariablesEditor } from '#renderer/ui/VariablesEditor.tsx';
import { ReaderBar } from '../ReaderBar.tsx';
import { AlsoSaid } from './AlsoSaid.tsx';
import { FolderNotices } from './FolderNotices.tsx';
import { withSetting } from './with-setting.ts';
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
        <h1 className="reader-name">
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
            <Settings path={path} settings={settings} />
            <AlsoSaid file={file} settings={settings} />
          </>
        )}
      </div>
    </>
  );
}

function Settings({
  path,
  settings,
}: {
  readonly path: string;
  readonly settings: FolderSettings;
}) {
  const usual = useApp((state) => state.settings);
  const editFolder = useApp((state) => state.editFolder);
  function set<Key extends keyof FolderSettings>(key: Key, value: FolderSettings[Key]) {
    editFolder(path, withSetting(settings, key, value));
  }
  return (
    <>
      <section className="folder-part" aria-label="Docs">
        <DocsField
          label="About"
          invitation="What these requests are for, in Markdown"
          text={settings.docs ?? ''}
          onChange={(text) => set('docs', text)}
        />
      </section>
      <section className="folder-part" aria-label="Target">
        <h2>Target</h2>
        <div className="folder-fields">
          <TextField
            label="Target"
            mono
            placeholder={path === '' ? 'as typed above' : 'inherited'}
            value={settings.target ?? ''}
            onChange={(text) => set('target', text)}
          />
          <TextField
            label="Authority"
            mono
            placeholder={path === '' ? 'as in the target' : 'inherited'}
            value={settings.authority ?? ''}
            onChange={(text) => set('authority', text)}
          />
          <TextField
            label="Default deadline"
            mono
            placeholder={path === '' ? 'none, or 5s' : 'inherited'}
            value={settings.deadline ?? ''}
            onChange={(text) => set('deadline', text)}
          />
        </div>
      </section>
      <section className="folder-part" aria-label="Metadata">
        <h2>Metadata</h2>
        <p className="folder-note">Sent with every request in it; a name said further in wins.</p>
        <MetadataEditor
          rows={settings.metadata ?? []}
          onChange={(rows) =>
            set(
              'metadata',
              rows.map(({ name, value, disabled }) => ({
                name,
                value,
                ...(disabled === true && { disabled }),
              })),
            )
          }
          faultOf={rowFault}
        />
      </section>
      <section className="folder-part" aria-label="Variables">
        <h2>Variables</h2>
        <p className="folder-note">
          {'Written {{name}} in targets, metadata, options and messages.'}
        </p>
        <VariablesEditor
          rows={settings.variables ?? []}
          onChange={(rows) => set('variables', [...rows])}
        />
      </section>
      <section className="folder-part" aria-label="Options">
        <h2>Options</h2>
        <OptionsForm
          texts={settings.options ?? {}}
          own={path === '' ? 'This workspace' : 'This folder'}
          inherited={(name) => usualOption(usual, name)}
          onChange={(texts) => set('options', texts)}
        />
      </section>
    </>
  );
}
