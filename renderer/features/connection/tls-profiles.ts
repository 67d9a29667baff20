import type { TlsProfile } from '#app/contract/settings.ts';
import type { TlsSettings } from '#app/contract/target.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { chosenTarget } from './connection.selectors.ts';
import { profileNamed, withProfile, withRenamed } from './profile-names.ts';
import { type TargetDraft, withOwnTls, withoutProfile, withTlsProfile } from './target-draft.ts';

/**
 * TLS choices that targets share. A target that names a profile holds the profile's choices too, so
 * that it can be used as it is; here is where the two are kept equal.
 */
export interface TlsProfiles {
  /** Of the active target. Where it names a profile, that and every target which names it. */
  setTls(tls: TlsSettings): void;
  /** `undefined` gives the active target back what it had of its own. */
  chooseTlsProfile(name: string | undefined): void;
  /** Makes a profile of the active target's choices, which names it from now on. */
  createTlsProfile(name: string): void;
  renameTlsProfile(name: string, to: string): void;
  /** Its targets keep the choices as their own. */
  deleteTlsProfile(name: string): void;
  /**
   * Profiles were changed elsewhere: targets follow, by another name too, and keep what they had of one
   * that is gone.
   */
  followTlsProfiles(): void;
}

export function createTlsProfiles(
  { set, get }: Pick<SliceTools, 'set' | 'get'>,
  edit: (change: (draft: TargetDraft) => TargetDraft) => void,
): TlsProfiles {
  /** By profile. They are written nowhere, and end with the page. */
  const passphrases = new Map<string, string>();

  function save(tlsProfiles: TlsProfile[], typed = false): void {
    get().changeSettings({ tlsProfiles }, typed);
  }

  const eachTarget = (change: (draft: TargetDraft) => TargetDraft) =>
    changeTargets({ set, get }, change);

  function eachOf(name: string, change: (draft: TargetDraft) => TargetDraft): void {
    const { knownTargets: before } = get();
    eachTarget((draft) => (draft.profile === name ? change(draft) : draft));
    for (const [at, known] of get().knownTargets.entries())
      if (known !== before[at]) get().serverChanged(known.address);
  }

  /** A passphrase belongs to its key: other targets with that key need not be told it again. */
  function shareSecret({ certFile, keyFile, passphrase }: TlsSettings, before?: string): void {
    eachTarget((draft) => {
      const { tls } = draft;
      const hasKey = tls.certFile === certFile && tls.keyFile === keyFile;
      if (certFile === undefined || !hasKey || tls.passphrase !== before) return draft;
      const { passphrase: _before, ...others } = tls;
      return { ...draft, tls: passphrase === undefined ? others : { ...others, passphrase } };
    });
  }

  /** What targets that name a profile hold: its choices, with the passphrase that was typed here. */
  function choicesOf({ name, tls }: TlsProfile): TlsSettings {
    const passphrase = passphrases.get(name) ?? '';
    return passphrase === '' ? tls : { ...tls, passphrase };
  }

  function renamePassphrase(name: string, to: string): void {
    const passphrase = passphrases.get(name);
    passphrases.delete(name);
    if (passphrase !== undefined) passphrases.set(to, passphrase);
  }

  function follow(draft: TargetDraft): TargetDraft {
    const { profile } = draft;
    if (profile === undefined) return draft;
    const found = profileNamed(get().settings.tlsProfiles, profile);
    if (found === undefined) return withoutProfile(draft);
    const followed = withTlsProfile(draft, found.name, choicesOf(found));
    return found.name === profile && isEqual(followed.tls, draft.tls) ? draft : followed;
  }

  return {
    setTls(tls) {
      const { profile, tls: before } = chosenTarget(get());
      if (profile === undefined) {
        edit((draft) => ({ ...draft, tls }));
        if (tls.passphrase !== before.passphrase) shareSecret(tls, before.passphrase);
        return;
      }
      const { passphrase = '', insecure: _own, ...kept } = tls;
      passphrases.set(profile, passphrase);
      edit((draft) => ({ ...draft, tls }));
      eachOf(profile, (draft) => withTlsProfile(draft, profile, tls));
      const { tlsProfiles } = get().settings;
      save(
        tlsProfiles.map((one) => (one.name === profile ? { ...one, tls: kept } : one)),
        true,
      );
    },
    chooseTlsProfile(name) {
      const found = get().settings.tlsProfiles.find((one) => one.name === name);
      edit((draft) =>
        found === undefined
          ? withOwnTls(draft)
          : withTlsProfile(draft, found.name, choicesOf(found)),
      );
    },
    createTlsProfile(name) {
      const { passphrase, insecure: _own, ...tls } = chosenTarget(get()).tls;
      if (passphrase !== undefined) passphrases.set(name, passphrase);
      save(withProfile(get().settings.tlsProfiles, { name, tls }));
      get().chooseTlsProfile(name);
    },
    renameTlsProfile(name, to) {
      renamePassphrase(name, to);
      eachOf(name, (draft) => ({ ...draft, profile: to }));
      save(withRenamed(get().settings.tlsProfiles, name, to));
    },
    deleteTlsProfile(name) {
      eachOf(name, withoutProfile);
      save(get().settings.tlsProfiles.filter((one) => one.name !== name));
    },
    followTlsProfiles() {
      for (const name of [...passphrases.keys()]) {
        const to = profileNamed(get().settings.tlsProfiles, name)?.name;
        if (to !== undefined && to !== name && !passphrases.has(to)) renamePassphrase(name, to);
      }
      eachTarget(follow);
    },
  };
}

/** Those of every open and closed request, the workspace's, and what is known of other addresses. */
function changeTargets(
  { set, get }: Pick<SliceTools, 'set' | 'get'>,
  change: (draft: TargetDraft) => TargetDraft,
): void {
  const ofTab = <T extends { readonly target?: TargetDraft }>(tab: T): T => {
    const target = tab.target && change(tab.target);
    return target === tab.target ? tab : { ...tab, target };
  };
  const { tabs: before } = get();
  set(({ workspaceTarget, knownTargets, tabs, closedTabs }) => ({
    workspaceTarget: change(workspaceTarget),
    knownTargets: knownTargets.map(change),
    tabs: tabs.map(ofTab),
    closedTabs: closedTabs.map((closed) => ({ ...closed, tab: ofTab(closed.tab) })),
  }));
  for (const [index, tab] of get().tabs.entries())
    if (tab !== before[index]) get().targetChanged(tab.id);
}

function isEqual(one: TlsSettings, other: TlsSettings): boolean {
  return canonical(one) === canonical(other);
}

function canonical(tls: TlsSettings): string {
  return JSON.stringify(Object.entries(tls).sort(([one], [other]) => one.localeCompare(other)));
}
