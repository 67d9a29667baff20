import { mostKnownTargets, type OptionTexts } from '#app/contract/session.ts';
import { countOptions } from '#app/core/option-text.ts';
import { placeOf } from '#app/core/target.ts';
import type { TargetDraft } from './target-draft.ts';

/**
 * How calls to servers go, the last changed last. It is said for a server and not for a target: every request to it has it,
 * by whatever scheme, and none to another.
 */
export type ServerOptions = readonly ServerOption[];

interface ServerOption {
  readonly address: string;
  /** As typed. */
  readonly options: OptionTexts;
  /** The address is a secret, and written nowhere. */
  readonly isHidden?: boolean;
}

/** What is said of all servers, once it is this of one. */
export function withOptionsOf(said: ServerOptions, now: ServerOption): ServerOptions {
  const place = placeOf(now.address);
  const others = said.filter((one) => placeOf(one.address) !== place);
  const isNone = countOptions(now.options) === 0;
  return isNone ? others : [...others, now].slice(-mostKnownTargets);
}

const joined = new WeakMap<TargetDraft, WeakMap<OptionTexts, TargetDraft>>();

const none: OptionTexts = {};

/** The draft with what is said of the server at `address`, which its own comes to: the same object for the same of both. */
export function withServerOptions(
  draft: TargetDraft,
  address: string,
  said: ServerOptions,
): TargetDraft {
  const options = (said.length > 0 && optionsAt(said).get(placeOf(address))) || none;
  if ((draft.options ?? none) === options) return draft;
  const known = joined.get(draft) ?? new WeakMap<OptionTexts, TargetDraft>();
  const made = known.get(options) ?? { ...draft, options };
  joined.set(draft, known.set(options, made));
  return made;
}

const byPlace = new WeakMap<ServerOptions, ReadonlyMap<string, OptionTexts>>();

function optionsAt(said: ServerOptions): ReadonlyMap<string, OptionTexts> {
  const known = byPlace.get(said);
  const made = known ?? new Map(said.map((one) => [placeOf(one.address), one.options]));
  byPlace.set(said, made);
  return made;
}
