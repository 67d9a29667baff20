import type { MetadataPairs } from '#app/contract/calls.ts';
import { Failure } from '#app/contract/result.ts';
import type { SchemaSources } from '#app/contract/schema.ts';
import type { OptionTexts } from '#app/contract/session.ts';
import type { TlsProfile } from '#app/contract/settings.ts';
import type { TargetSettings, TlsSettings } from '#app/contract/target.ts';
import type { SavedTls } from '#app/contract/workspace.ts';
import { nearWord } from '../near-word.ts';
import { resolveJson, resolveText, type Values } from '../variables/resolve.ts';
import type { Inherited } from './inherit.ts';
import { resolveSources, type SourceSurroundings } from './resolve-sources.ts';
import { absolutePath } from './saved-sources.ts';

/** A saved request with everything that it inherits, and no variable left: what is called. */
export interface ResolvedRequest {
  /** `undefined` where nobody says one. */
  readonly target: TargetSettings | undefined;
  readonly metadata: MetadataPairs;
  /** As written: `5s`, empty for none. */
  readonly deadline: string;
  /** As written; `core/option-text.ts` reads them. */
  readonly options: OptionTexts;
  readonly sources: SchemaSources;
}

/** What resolving needs to know beside the request. */
export interface Surroundings extends SourceSurroundings {
  /** This person's, from the settings. */
  readonly tlsProfiles: readonly TlsProfile[];
}

/**
 * Everything of a request but its messages, as it goes out. Throws a usage {@link Failure} that names
 * the part that is wrong. What holds for the request includes its own settings.
 */
export function resolveRequest(holds: Inherited, around: Surroundings): ResolvedRequest {
  const { values } = around;
  const text = (what: string, written: string): string =>
    inPart(what, () => resolveText(written, values));
  return {
    target: holds.target && targetOf(holds, around, text('The target', holds.target.value)),
    metadata: holds.metadata.map(({ value: { name, value } }) => [
      text('The metadata', name),
      text(`The metadata ${name}`, value),
    ]),
    deadline: text('The deadline', holds.deadline?.value ?? ''),
    options: Object.fromEntries(
      Object.entries(holds.options).map(([name, said]) => [
        name,
        text(`The option ${name}`, said?.value ?? ''),
      ]),
    ),
    sources: resolveSources(holds, around),
  };
}

/** A message as it goes out; numbered from 1 in what is told of it. */
export function resolveMessage(message: string, number: number, values: Values): string {
  return inPart(`Message ${number}`, () => resolveJson(message, values), 'message-invalid');
}

/** TLS choices as a file has them, with those of the profile that it names. */
export function tlsSettingsOf(
  { profile, serverName, caPaths }: SavedTls,
  { folder, tlsProfiles }: Pick<Surroundings, 'folder' | 'tlsProfiles'>,
): TlsSettings {
  const found = tlsProfiles.find(({ name }) => name === profile);
  if (profile !== undefined && found === undefined)
    throw new Failure(
      'usage',
      `There is no TLS profile ${profile} on this machine`,
      nearWord(
        profile,
        tlsProfiles.map(({ name }) => name),
      ) ?? 'Make one of that name: TLS settings, “Save as profile”',
    );
  return {
    ...found?.tls,
    ...(serverName !== undefined && { serverName }),
    ...(caPaths !== undefined && { caPaths: caPaths.map((path) => absolutePath(folder, path)) }),
  };
}

function targetOf(holds: Inherited, around: Surroundings, address: string): TargetSettings {
  const { tls, authority } = holds;
  return {
    address,
    ...(tls !== undefined && { tls: tlsSettingsOf(tls.value, around) }),
    ...(authority !== undefined && {
      authority: inPart('The authority', () => resolveText(authority.value, around.values)),
    }),
  };
}

function inPart<T>(what: string, work: () => T, code: 'usage' | 'message-invalid' = 'usage'): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(code, `${what}: ${error.error.message}`, error.error.hint);
  }
}
