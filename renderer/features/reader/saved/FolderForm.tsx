import type { FolderSettings } from '#app/contract/workspace.ts';
import {
  settingsOptionFault,
  settingsRowFault,
  settingsTextFault,
} from '#app/core/workspace/settings-faults.ts';
import { sentences, usualOption } from '#renderer/features/connection/index.ts';
import { placeName } from '#renderer/features/environment/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { DocsField } from '#renderer/ui/DocsField.tsx';
import { InheritedRows } from '#renderer/ui/InheritedRows.tsx';
import { MetadataEditor } from '#renderer/ui/MetadataEditor.tsx';
import type { MetadataRow } from '#renderer/ui/metadata-paste.ts';
import { replacedBy } from '#renderer/ui/metadata-rows.ts';
import { OptionsForm } from '#renderer/ui/OptionsForm.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { VariablesEditor } from '#renderer/ui/VariablesEditor.tsx';
import { FolderSchema } from './FolderSchema.tsx';
import { FolderTls } from './FolderTls.tsx';
import { type FolderSectionProps, originOf, useFolderSection } from './folder-section.ts';

interface FolderFormProps {
  readonly path: string;
  readonly settings: FolderSettings;
}

/** All that a folder, or the workspace, can say for its requests. */
export function FolderForm({ path, settings }: FolderFormProps) {
  const section = useFolderSection(path, settings);
  const { set } = section;
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
      <Target {...section} />
      <FolderTls {...section} />
      <FolderSchema {...section} />
      <Metadata {...section} />
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
      <Options {...section} />
    </>
  );
}

function Target({ path, settings, holds, set }: FolderSectionProps) {
  const isWorkspace = path === '';
  const fieldOf = (key: 'target' | 'authority' | 'deadline') => {
    const text = settings[key] ?? '';
    const fault = settingsTextFault(key, text);
    return {
      value: text,
      placeholder: holds[key]?.value ?? placeholders[key],
      fault: fault && sentences([fault.message, fault.hint]),
      note: text === '' ? originOf(holds[key]) : undefined,
      onChange: (typed: string) => set(key, typed),
    };
  };
  return (
    <section className="folder-part" aria-label="Target">
      <h2>Target</h2>
      <div className="folder-fields">
        <TextField label="Target" mono {...fieldOf('target')} />
        <TextField label="Authority" mono {...fieldOf('authority')} />
        <TextField label="Default deadline" mono {...fieldOf('deadline')} />
      </div>
      {isWorkspace ? null : (
        <p className="folder-note">
          Authority and TLS belong to a server: another target inherits neither.
        </p>
      )}
    </section>
  );
}

/** What stands for what nobody says. */
const placeholders = {
  target: 'as typed above',
  authority: 'as in the target',
  deadline: 'none, or 5s',
} as const;

function Metadata({ settings, holds, set }: FolderSectionProps) {
  const own = settings.metadata ?? [];
  const inherited = holds.metadata.map(({ value, from }) => ({ ...value, from: placeName(from) }));
  const change = (rows: readonly MetadataRow[]) =>
    set(
      'metadata',
      rows.map(({ name, value, disabled }) => ({
        name,
        value,
        ...(disabled === true && { disabled }),
      })),
    );
  return (
    <section className="folder-part" aria-label="Metadata">
      <h2>Metadata</h2>
      <p className="folder-note">Sent with every request in it; a name said further in wins.</p>
      <InheritedRows rows={inherited} own={own} onChange={change} />
      <MetadataEditor
        rows={own}
        onChange={change}
        faultOf={settingsRowFault}
        replaces={({ name }) => replacedBy(name, inherited)}
      />
    </section>
  );
}

function Options({ path, settings, holds, set }: FolderSectionProps) {
  const usual = useApp((state) => state.settings);
  return (
    <section className="folder-part" aria-label="Options">
      <h2>Options</h2>
      <OptionsForm
        texts={settings.options ?? {}}
        own={path === '' ? 'This workspace' : 'This folder'}
        inherited={(name) => {
          const said = holds.options[name];
          if (said === undefined) return usualOption(usual, name);
          return { text: said.value, from: placeName(said.from) };
        }}
        faultOf={settingsOptionFault}
        onChange={(texts) => set('options', texts)}
      />
    </section>
  );
}
