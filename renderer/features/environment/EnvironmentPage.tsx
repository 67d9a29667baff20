import { useState } from 'react';
import type { EnvironmentContent } from '#app/contract/workspace.ts';
import { faultSentence } from '#app/core/workspace/fault-text.ts';
import { keptContent, standingOf } from '#app/core/workspace/file-draft.ts';
import { linesOfEnvironment } from '#app/core/workspace/file-lines.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { DraftNotice } from '#renderer/ui/DraftNotice.tsx';
import { EmptyState, Notice } from '#renderer/ui/Notice.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { TextField } from '#renderer/ui/TextField.tsx';
import { UnsavedMark } from '#renderer/ui/UnsavedMark.tsx';
import { VariablesEditor } from '#renderer/ui/VariablesEditor.tsx';
import { environmentNamed } from './environment-drafts.ts';
import { SecretList } from './SecretList.tsx';
import { environmentFile } from './tab-scope.ts';
import './EnvironmentPage.css';

/** One environment, to be read and changed, with the way to the others. */
export function EnvironmentPage({ name }: { readonly name: string }) {
  const environment = useApp((state) => environmentNamed(state.workspace, name));
  const file = useApp((state) => environmentFile(state, name) ?? '');
  const draft = useApp((state) => state.environmentDrafts.get(name));
  const content = draft?.content ?? environment?.content;
  return (
    <div className="environment-page">
      <Others name={name} />
      <div className="environment-main">
        <Deleted />
        {environment?.fault === undefined ? null : (
          <Notice
            tone="danger"
            title={faultSentence(environment.fault)}
            hint="The file is left alone until it parses"
          />
        )}
        {content === undefined ? (
          <EmptyState title={name === '' ? 'No environment yet' : 'This environment is gone'}>
            An environment gives variables their values: one for each server or stage.
          </EmptyState>
        ) : environment?.fault === undefined || draft !== undefined ? (
          <Content name={name} content={content} file={file} />
        ) : null}
      </div>
    </div>
  );
}

/** All environments, and a new one. */
function Others({ name: shown }: { readonly name: string }) {
  const environments = useApp((state) => state.workspace?.environments ?? noEnvironments);
  const chosen = useApp((state) => state.workspace?.environment);
  const drafts = useApp((state) => state.environmentDrafts);
  const openPage = useApp((state) => state.openPage);
  const create = useApp((state) => state.createEnvironment);
  // One that is gone is there as long as somebody's edits of it are.
  const names = [...new Set([...environments.map(({ name }) => name), ...drafts.keys()])].sort();
  return (
    <nav className="environment-others" aria-label="Environments">
      <ul>
        {names.map((name) => (
          <li key={name}>
            <button
              type="button"
              className="environment-other"
              aria-current={name === shown ? 'page' : undefined}
              onClick={() => openPage({ kind: 'environment', name })}
            >
              <span className="environment-other-name">{shownText(name)}</span>
              {drafts.has(name) ? <UnsavedMark /> : null}
              {name === chosen ? <span className="environment-other-mark">in use</span> : null}
            </button>
          </li>
        ))}
      </ul>
      <NameForm label="New environment" action="Create" onDone={create} />
    </nav>
  );
}

const noEnvironments: readonly never[] = [];

interface NameFormProps {
  readonly label: string;
  readonly action: string;
  readonly onDone: (name: string) => Promise<{ readonly message: string } | undefined>;
}

function NameForm({ label, action, onDone }: NameFormProps) {
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string>();
  async function done() {
    if (name.trim() === '') return;
    const error = await onDone(name.trim());
    setFault(error?.message);
    if (error === undefined) setName('');
  }
  return (
    <div className="environment-name">
      <TextField
        label={label}
        value={name}
        fault={fault}
        onChange={(text) => {
          setName(text);
          setFault(undefined);
        }}
        onSubmit={() => void done()}
      />
      <Button isDisabled={name.trim() === ''} onPress={() => void done()}>
        {action}
      </Button>
    </div>
  );
}

interface ContentProps {
  readonly name: string;
  readonly file: string;
  readonly content: EnvironmentContent;
}

function Content({ name, file, content }: ContentProps) {
  const edit = useApp((state) => state.editEnvironment);
  const choose = useApp((state) => state.chooseEnvironment);
  const rename = useApp((state) => state.renameEnvironment);
  const duplicate = useApp((state) => state.duplicateEnvironment);
  const remove = useApp((state) => state.deleteEnvironment);
  const isChosen = useApp((state) => state.workspace?.environment === name);
  const isThere = useApp((state) => environmentNamed(state.workspace, name) !== undefined);
  return (
    <>
      <Unsaved name={name} />
      <section aria-label="Variables">
        <h2>Variables</h2>
        <p className="environment-note">
          {
            'Written {{name}} in addresses, metadata, deadlines, options and messages. Of a name, a request’s win over its folders’, those over the environment’s, and those over the workspace’s.'
          }
        </p>
        <VariablesEditor
          rows={content.variables}
          onChange={(rows) => edit(name, { ...content, variables: [...rows] })}
        />
      </section>
      <section aria-label="Secrets">
        <h2>Secrets</h2>
        <p className="environment-note">
          Names are in the file, values are not: they are kept in memory until this window closes.
        </p>
        <SecretList
          file={file}
          names={content.secrets}
          onChange={(secrets) => edit(name, { ...content, secrets: [...secrets] })}
        />
      </section>
      {isThere ? (
        <section className="environment-actions" aria-label="This environment">
          <NameForm
            key={name}
            label="Another name"
            action="Rename"
            onDone={(to) => rename(name, to)}
          />
          <Button isDisabled={isChosen} onPress={() => void choose(name)}>
            Use this environment
          </Button>
          <Button onPress={() => void duplicate(name)}>Duplicate</Button>
          <Button tone="danger" onPress={() => void remove(name)}>
            Delete
          </Button>
        </section>
      ) : null}
    </>
  );
}

/** What stands between the edits and their file. */
function Unsaved({ name }: { readonly name: string }) {
  const now = useApp((state) => environmentNamed(state.workspace, name));
  const draft = useApp((state) => state.environmentDrafts.get(name));
  const fault = useApp((state) => state.environmentFaults.get(name));
  const keep = useApp((state) => state.keepEnvironment);
  const discard = useApp((state) => state.discardEnvironment);
  const save = useApp((state) => state.saveEnvironment);
  const isDiscarded = useApp((state) => state.environmentsDiscarded.has(name));
  const takeBack = useApp((state) => state.takeBackEnvironment);
  return (
    <DraftNotice
      file={`environments/${name}.yaml`}
      standing={draft && standingOf(draft, now)}
      fault={fault}
      mine={() => (draft && now ? linesOfEnvironment(keptContent(draft, now)) : [])}
      theirs={() => (now === undefined ? [] : linesOfEnvironment(now.content))}
      onKeep={() => keep(name)}
      onTake={() => discard(name)}
      onTakeBack={isDiscarded ? () => takeBack(name) : undefined}
      onSave={() => void save(name)}
    />
  );
}

function Deleted() {
  const deleted = useApp((state) => state.deletedEnvironment);
  const undo = useApp((state) => state.undeleteEnvironment);
  if (deleted === null) return null;
  return (
    <Notice
      tone="info"
      title={`The environment ${deleted.name} was deleted`}
      actions={[{ label: 'Undo', onPress: () => void undo() }]}
    />
  );
}
