import { mostFormerNames, type TlsProfile } from '#app/contract/settings.ts';

type Profiles = readonly TlsProfile[];

/** The profile that has the name, else the one that had it before. */
export function profileNamed(profiles: Profiles, name: string): TlsProfile | undefined {
  return (
    profiles.find((one) => one.name === name) ?? profiles.find(({ was = [] }) => was.includes(name))
  );
}

/** With one more, or instead of that of its name. */
export function withProfile(profiles: Profiles, profile: TlsProfile): TlsProfile[] {
  const others = profiles.filter((one) => one.name !== profile.name);
  return [...others.map((one) => withoutName(one, profile.name)), profile];
}

/** With one renamed, which is still known by the names that it had. */
export function withRenamed(profiles: Profiles, name: string, to: string): TlsProfile[] {
  return profiles.map((profile) => {
    const { was = [], ...rest } = withoutName(profile, to);
    if (rest.name !== name) return was.length === 0 ? rest : { ...rest, was };
    return { ...rest, name: to, was: [...was, name].slice(-mostFormerNames) };
  });
}

/** A name that is given means that profile alone from now on. */
function withoutName({ was = [], ...profile }: TlsProfile, name: string): TlsProfile {
  const left = was.filter((one) => one !== name);
  return left.length === 0 ? profile : { ...profile, was: left };
}
