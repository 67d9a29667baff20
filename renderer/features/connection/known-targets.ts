import { mostKnownTargets } from '#app/contract/session.ts';
import { placeOf, schemeTls } from '#app/core/target.ts';
import { choosesTls, hasTlsChoices, type TargetDraft } from './target-draft.ts';

/**
 * Targets that somebody made TLS choices for, one for each server, the newest last. What was chosen for
 * a server goes to no other, and comes back with its address.
 */
export type KnownTargets = readonly TargetDraft[];

/**
 * The draft with another address. Of the same server, by whatever scheme, it keeps its TLS choices; of
 * another it has those that are known of that one, else none. Without a scheme it is plaintext, unless
 * the switch for TLS was used where no scheme says, or there are TLS choices to be kept in force.
 */
export function withAddress(draft: TargetDraft, address: string, known: KnownTargets): TargetDraft {
  const saidBySwitch = draft.useTls && schemeTls(draft.address) === undefined;
  const tlsOn = (chosen: boolean) => schemeTls(address) ?? (chosen || saidBySwitch);
  if (isSameServer(draft.address, address))
    return { ...draft, address, useTls: tlsOn(draft.useTls && hasTlsChoices(draft)) };
  const found = known.find((one) => isSameServer(one.address, address));
  return { tls: {}, ...found, address, useTls: tlsOn(found?.useTls ?? false) };
}

/**
 * The draft with how TLS is spoken to the server at `address`, which its own comes to, where it does not say.
 * The same object for the same draft and the same that is known.
 */
export function withKnownTls(
  draft: TargetDraft,
  address: string,
  known: KnownTargets,
): TargetDraft {
  if (known.length === 0 || choosesTls(draft)) return draft;
  const found = knownByPlace(known).get(placeOf(address));
  if (found === undefined || !choosesTls(found)) return draft;
  const before = joined.get(draft)?.get(found);
  if (before !== undefined) return before;
  const { tls, profile, ownTls } = found;
  const made = { ...draft, tls, ...(profile && { profile }), ...(ownTls && { ownTls }) };
  joined.set(draft, (joined.get(draft) ?? new WeakMap()).set(found, made));
  return made;
}

const joined = new WeakMap<TargetDraft, WeakMap<TargetDraft, TargetDraft>>();
const places = new WeakMap<KnownTargets, ReadonlyMap<string, TargetDraft>>();

/** By `host:port`. */
export function knownByPlace(known: KnownTargets): ReadonlyMap<string, TargetDraft> {
  const before = places.get(known);
  if (before !== undefined) return before;
  const made = new Map(known.map((one) => [placeOf(one.address), one]));
  places.set(known, made);
  return made;
}

/** What is known after a draft was changed, to another address or in its choices. */
export function knownAfter(
  known: KnownTargets,
  before: TargetDraft,
  draft: TargetDraft,
): KnownTargets {
  if (!hasTlsChoices(before) && !hasTlsChoices(draft)) return known;
  if (isSameServer(before.address, draft.address)) return withKnown(known, draft);
  // Whoever merely passes by an address changes nothing that is known of it.
  const isKnown = known.some((one) => isSameServer(one.address, before.address));
  return isKnown ? known : withKnown(known, before);
}

function withKnown(known: KnownTargets, draft: TargetDraft): KnownTargets {
  const others = known.filter((one) => !isSameServer(one.address, draft.address));
  if (hasTlsChoices(draft)) return [...others, draft].slice(-mostKnownTargets);
  return others.length === known.length ? known : others;
}

function isSameServer(one: string, other: string): boolean {
  return one === other || placeOf(one) === placeOf(other);
}
