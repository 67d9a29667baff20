import type { SavedTls } from '#app/contract/workspace.ts';
import { schemeTls } from '#app/core/target.ts';
import { settingsTextFault } from '#app/core/workspace/settings-faults.ts';
import { sentences } from '#renderer/features/connection/index.ts';
import { placeName } from '#renderer/features/environment/index.ts';
import { WorkspacePath } from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { inWords } from '#renderer/ui/in-words.ts';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { FolderSectionProps } from './folder-section.ts';
import { SaidHere } from './SaidHere.tsx';

/** How TLS is spoken to the target of a folder's requests; what is secret is in no file. */
export function FolderTls({ path, settings, holds, set }: FolderSectionProps) {
  const { tls } = settings;
  const inherited = holds.tls;
  const address = settings.target ?? holds.target?.value ?? '';
  return (
    <SaidHere
      title="TLS"
      isSaid={tls !== undefined}
      otherwise={[
        inherited === undefined
          ? 'As the address says: to grpcs:// with the system’s CA certificates.'
          : `Inherited from ${placeName(inherited.from)}: ${words(inherited.value)}.`,
      ]}
      begin={path === '' ? 'Set TLS' : 'Set TLS here'}
      onBegin={() => set('tls', {})}
      end={path === '' ? 'Reset TLS' : 'Inherit TLS'}
      onEnd={() => set('tls', undefined)}
    >
      <Choices tls={tls ?? {}} onChange={(next) => set('tls', next)} />
      {schemeTls(address) === false ? (
        <p className="folder-warning">
          The target says that no TLS is spoken: write grpcs:// there.
        </p>
      ) : null}
    </SaidHere>
  );
}

interface ChoicesProps {
  readonly tls: SavedTls;
  readonly onChange: (tls: SavedTls) => void;
}

function Choices({ tls, onChange }: ChoicesProps) {
  const { profile, serverName = '', caPaths = [] } = tls;
  const fault = settingsTextFault('serverName', serverName);
  return (
    <>
      <div className="folder-fields">
        <Profile
          profile={profile}
          onChange={(name) => onChange(withChoice(tls, 'profile', name))}
        />
        <TextField
          label="Server name"
          mono
          placeholder="as in the address"
          value={serverName}
          fault={fault && sentences([fault.message, fault.hint])}
          onChange={(text) => onChange(withChoice(tls, 'serverName', text))}
        />
      </div>
      <Authorities
        paths={caPaths}
        onChange={(paths) => onChange(withChoice(tls, 'caPaths', [...paths]))}
      />
      <p className="folder-note">
        Client certificates, keys and passphrases are in no file: they are a TLS profile’s, which is
        made with TLS beside the address.
      </p>
    </>
  );
}

interface ProfileProps {
  readonly profile: string | undefined;
  readonly onChange: (name: string) => void;
}

/** One of this machine; a file may name one that others have. */
function Profile({ profile, onChange }: ProfileProps) {
  const profiles = useApp((state) => state.settings.tlsProfiles);
  const names = profiles.map(({ name }) => name);
  const isMissing = profile !== undefined && profile !== '' && !names.includes(profile);
  const all = isMissing ? [...names, profile] : names;
  const at = all.indexOf(profile ?? '');
  return (
    <SelectField
      label="TLS profile"
      // A name may be any text: its place is what is told apart by.
      options={[
        { id: 'none', label: 'None' },
        ...all.map((name, index) => ({
          id: index.toString(),
          label: isMissing && name === profile ? `${name} (not on this machine)` : name,
        })),
      ]}
      selected={at === -1 ? 'none' : at.toString()}
      onSelect={(id) => onChange(all[Number(id)] ?? '')}
    />
  );
}

interface AuthoritiesProps {
  readonly paths: readonly string[];
  readonly onChange: (paths: readonly string[]) => void;
}

/** Files and folders of CA certificates, with a place for one more at the end. */
function Authorities({ paths, onChange }: AuthoritiesProps) {
  return (
    <fieldset className="folder-authorities">
      <legend className="field-label">CA certificates</legend>
      {[...paths, ''].map((path, index) => (
        <WorkspacePath
          // Paths have no identity but their place.
          key={`path ${index.toString()}`}
          label={`CA certificate ${index + 1}`}
          placeholder={index === 0 ? 'the system’s' : 'one more file or folder'}
          value={path}
          choices={['certificate', 'folder']}
          onChange={(text) =>
            onChange(
              index === paths.length && text === '' ? paths : paths.toSpliced(index, 1, text),
            )
          }
          onChoose={(chosen) => onChange(paths.toSpliced(index, 1, ...chosen))}
          onRemove={index === paths.length ? undefined : () => onChange(paths.toSpliced(index, 1))}
        />
      ))}
    </fieldset>
  );
}

/** The choices with another; an empty one is none. */
function withChoice<Key extends keyof SavedTls>(
  tls: SavedTls,
  key: Key,
  value: NonNullable<SavedTls[Key]>,
): SavedTls {
  const { [key]: _before, ...rest } = tls;
  return value.length === 0 ? rest : { ...rest, [key]: value };
}

function words({ profile, serverName, caPaths = [] }: SavedTls): string {
  const said = [
    ...(profile === undefined ? [] : [`the profile ${profile}`]),
    ...(serverName === undefined ? [] : [`the server name ${serverName}`]),
    ...caPaths.map((path) => `the CA certificates of ${path}`),
  ];
  return said.length === 0 ? 'TLS with the system’s CA certificates' : inWords(said);
}
