import { useState } from 'react';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { chosenTarget } from './connection.selectors.ts';

type Doing = 'choosing' | 'creating' | 'renaming' | 'deleting';

/** Whose choices these are: the target's own, or those of a profile that others may share. */
export function TlsProfile({ isDisabled }: { readonly isDisabled: boolean }) {
  const profile = useApp((state) => chosenTarget(state).profile);
  const [doing, setDoing] = useState<Doing>('choosing');
  const stop = () => setDoing('choosing');
  return (
    <div key={doing} ref={toProfile}>
      {isDisabled || doing === 'choosing' ? (
        <Choosing isDisabled={isDisabled} onDo={setDoing} />
      ) : doing === 'creating' || profile === undefined ? (
        <Naming onEnd={stop} />
      ) : doing === 'renaming' ? (
        <Naming profile={profile} onEnd={stop} />
      ) : (
        <Deleting profile={profile} onEnd={stop} />
      )}
    </div>
  );
}

/** Where the keyboard goes from what makes way for something else. */
const toProfile = passFocusOn(() =>
  document
    .querySelector<HTMLElement>('.tls-profile-row :is(select, input, .button-danger)')
    ?.focus(),
);

function Choosing(props: { readonly isDisabled: boolean; readonly onDo: (doing: Doing) => void }) {
  const { isDisabled, onDo } = props;
  const profile = useApp((state) => chosenTarget(state).profile);
  const profiles = useApp((state) => state.settings.tlsProfiles);
  const choose = useApp((state) => state.chooseTlsProfile);
  return (
    <div className="tls-profile">
      <div className="tls-profile-row">
        <SelectField
          label="TLS profile"
          // A name may be any text: its place is what is told apart by.
          options={[
            { id: 'own', label: 'This server only' },
            ...profiles.map(({ name }, index) => ({ id: `${index}`, label: name })),
          ]}
          selected={
            profile === undefined ? 'own' : `${profiles.findIndex(({ name }) => name === profile)}`
          }
          isDisabled={isDisabled}
          onSelect={(id) => choose(profiles[Number(id)]?.name)}
        />
        {profile === undefined ? (
          <Button isDisabled={isDisabled} onPress={() => onDo('creating')}>
            Save as profile…
          </Button>
        ) : (
          <>
            <Button isDisabled={isDisabled} onPress={() => onDo('renaming')}>
              Rename…
            </Button>
            <Button isDisabled={isDisabled} onPress={() => onDo('deleting')}>
              Delete…
            </Button>
          </>
        )}
      </div>
      {profile === undefined || isDisabled ? null : (
        <p className="tls-note">Changes here change the profile, for every server that has it.</p>
      )}
    </div>
  );
}

/** Of a new profile, or of one that there is. */
function Naming(props: { readonly profile?: string; readonly onEnd: () => void }) {
  const { profile, onEnd } = props;
  const profiles = useApp((state) => state.settings.tlsProfiles);
  const create = useApp((state) => state.createTlsProfile);
  const rename = useApp((state) => state.renameTlsProfile);
  const [text, setText] = useState(profile ?? '');
  const name = text.trim();
  const isTaken = name !== profile && profiles.some((one) => one.name === name);
  function save() {
    if (name === '' || isTaken) return;
    if (profile === undefined) create(name);
    else if (name !== profile) rename(profile, name);
    onEnd();
  }
  return (
    <div className="tls-profile-row">
      <TextField
        label="Profile name"
        placeholder="staging"
        autoFocus
        value={text}
        fault={isTaken ? 'There is a profile of that name' : undefined}
        onChange={(next) => setText(next.slice(0, longestName))}
        onSubmit={save}
      />
      <Button isDisabled={name === '' || isTaken} onPress={save}>
        {profile === undefined ? 'Save profile' : 'Rename'}
      </Button>
      <Button tone="quiet" onPress={onEnd}>
        Cancel
      </Button>
    </div>
  );
}

const longestName = 100;

function Deleting({ profile, onEnd }: { readonly profile: string; readonly onEnd: () => void }) {
  const remove = useApp((state) => state.deleteTlsProfile);
  return (
    <div className="tls-profile-row">
      <p className="tls-question">
        Delete the profile “{profile}”? Open requests keep its choices as their own.
      </p>
      <Button
        tone="danger"
        autoFocus
        onPress={() => {
          remove(profile);
          onEnd();
        }}
      >
        Delete
      </Button>
      <Button tone="quiet" onPress={onEnd}>
        Cancel
      </Button>
    </div>
  );
}
