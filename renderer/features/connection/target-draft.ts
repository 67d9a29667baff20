import { type AppError, failureOf } from '#app/contract/result.ts';
import type { OptionTexts } from '#app/contract/session.ts';
import type { TargetSettings, TlsSettings } from '#app/contract/target.ts';
import { optionsFault, optionsOf } from '#app/core/option-text.ts';
import { schemeTls, withTls } from '#app/core/target.ts';
import { checkAuthority, checkServerName } from '#app/core/tls-name.ts';

/**
 * A target while a person edits it. TLS choices stay here when TLS is switched off, so that
 * switching it on again brings them back.
 */
export interface TargetDraft {
  readonly address: string;
  /** Counts only while the address leaves it open: a scheme always decides. */
  readonly useTls: boolean;
  readonly tls: TlsSettings;
  /** The TLS profile whose choices `tls` holds; its own without one. */
  readonly profile?: string;
  /** What `tls` was before there was a profile. */
  readonly ownTls?: TlsSettings;
  readonly authority?: string;
  /** As typed; those of its server, where it has one. */
  readonly options?: OptionTexts;
}

export function draftOf(settings: TargetSettings): TargetDraft {
  return {
    address: settings.address,
    useTls: schemeTls(settings.address) ?? settings.tls !== undefined,
    tls: settings.tls ?? {},
    ...(settings.authority === undefined ? {} : { authority: settings.authority }),
  };
}

/** Whether the draft speaks TLS: the scheme says so, or the switch where there is no scheme. */
export function speaksTls(draft: TargetDraft): boolean {
  return schemeTls(draft.address) ?? draft.useTls;
}

/** What goes to the engine: TLS choices only where TLS is spoken, so that equal targets are equal. */
export function settingsOf(draft: TargetDraft): TargetSettings {
  const address = draft.address.trim();
  const options = optionsOf(draft.options ?? {});
  const others = {
    ...(filled(draft.authority) ? { authority: draft.authority.trim() } : {}),
    ...(Object.keys(options).length > 0 ? { options } : {}),
  };
  if (!speaksTls(draft)) return { address, ...others };
  const tls = withoutEmpty(draft.tls);
  const needed = schemeTls(address) === undefined || Object.keys(tls).length > 0;
  return { address, ...(needed ? { tls } : {}), ...others };
}

/** Whether both are one: `targetKey` leaves out what is secret. Their options are their server's. */
export function isSameTarget(one: TargetDraft, other: TargetDraft): boolean {
  const all = ({ options: _ofServer, ...draft }: TargetDraft) =>
    JSON.stringify([settingsOf(draft), draft.profile]);
  return one === other || all(one) === all(other);
}

/**
 * The draft with TLS on or off, told by the scheme where the address can have one. An address whose variables
 * hold the scheme becomes the one that it comes to.
 */
export function withTlsOn(draft: TargetDraft, on: boolean, comesTo = draft.address): TargetDraft {
  const isSaid = schemeTls(draft.address) !== undefined || schemeTls(comesTo) === undefined;
  const typed = isSaid ? draft.address : comesTo;
  const address = typed.trim() === '' ? typed : withTls(typed, on);
  return { ...draft, address, useTls: on };
}

/** The draft with the choices of a profile instead of its own, which are kept. */
export function withTlsProfile(
  draft: TargetDraft,
  profile: string,
  choices: TlsSettings,
): TargetDraft {
  const ownTls = draft.profile === undefined ? draft.tls : draft.ownTls;
  const tls = accepting(choices, draft.tls.insecure);
  return { ...draft, tls, profile, ...(ownTls && { ownTls }) };
}

/** The draft with the choices of its profile as its own, in the place of those that it had before. */
export function withoutProfile({
  profile: _gone,
  ownTls: _older,
  ...own
}: TargetDraft): TargetDraft {
  return own;
}

/** The draft with its own choices again; those of the profile where it never had any. */
export function withOwnTls({ profile, ownTls, ...draft }: TargetDraft): TargetDraft {
  if (profile === undefined) return draft;
  return { ...draft, tls: accepting(ownTls ?? draft.tls, draft.tls.insecure) };
}

/** The draft as it may be written down: without passphrases, and without what is its server's. */
export function keptTarget({ options: _ofServer, ...draft }: TargetDraft): TargetDraft {
  const { tls, ownTls } = draft;
  return {
    ...draft,
    tls: withoutSecret(tls),
    ...(ownTls && { ownTls: withoutSecret(ownTls) }),
  };
}

/** The draft with what another one chose; a passphrase goes on with its key. */
export function withChoicesOf(draft: TargetDraft, chosen: TargetDraft | undefined): TargetDraft {
  const { tls: before, profile: _profile, ownTls: _ownTls, authority: _authority, ...own } = draft;
  if (chosen === undefined) return { ...own, tls: {} };
  const { tls, profile, ownTls, authority } = chosen;
  const hasKey = before.certFile === tls.certFile && before.keyFile === tls.keyFile;
  const { passphrase } = hasKey ? before : {};
  return {
    ...own,
    tls: passphrase === undefined ? tls : { ...tls, passphrase },
    ...(profile !== undefined && { profile }),
    ...(ownTls && { ownTls }),
    ...(authority !== undefined && { authority }),
  };
}

/** The same for drafts that have chosen the same, passphrases aside. */
export function choicesText({
  tls,
  profile,
  ownTls,
  authority = '',
}: Partial<TargetDraft> = {}): string {
  const chosen = [tls, ownTls].map((one = {}) => withoutEmpty(withoutSecret(one)));
  return JSON.stringify([...chosen, profile, authority.trim()]);
}

/** Whether anything but TLS itself was chosen of how TLS is spoken, or of the name that is asked for. */
export function hasTlsChoices(draft: TargetDraft): boolean {
  return filled(draft.authority) || choosesTls(draft);
}

/** The same without the name that is asked for. */
export function choosesTls({ tls, profile, ownTls }: TargetDraft): boolean {
  const chosen = { ...withoutEmpty(ownTls ?? {}), ...withoutEmpty(tls) };
  return profile !== undefined || Object.keys(chosen).length > 0;
}

/** The draft with nothing chosen of how TLS is spoken. */
export function withoutTlsChoices(draft: TargetDraft): TargetDraft {
  const { tls: _tls, profile: _profile, ownTls: _ownTls, ...others } = draft;
  return { ...others, tls: {} };
}

/** What is wrong with what was typed for the target, the address aside. */
export function targetFault(draft: TargetDraft): AppError | undefined {
  return (
    (speaksTls(draft) ? serverNameFault(draft) : undefined) ??
    authorityFault(draft) ??
    optionFault(draft)
  );
}

export function serverNameFault({ tls: { serverName } }: TargetDraft): AppError | undefined {
  return filled(serverName) ? failureOf(() => checkServerName(serverName.trim())) : undefined;
}

export function authorityFault({ authority }: TargetDraft): AppError | undefined {
  return filled(authority) ? failureOf(() => checkAuthority(authority.trim())) : undefined;
}

function optionFault({ options = {} }: TargetDraft): AppError | undefined {
  const fault = optionsFault(options);
  return fault && { ...fault, message: `A connection option is wrong. ${fault.message}` };
}

/** To accept any certificate is the target's own choice, wherever the others come from. */
function accepting({ insecure: _other, ...tls }: TlsSettings, insecure?: boolean): TlsSettings {
  return insecure === undefined ? tls : { ...tls, insecure };
}

/** PKCS#12 files do; of any other the engine sees what it is. */
export function holdsItsKey(certFile: string): boolean {
  return /\.(p12|pfx)\s*$/i.test(certFile);
}

function withoutSecret({ passphrase: _secret, ...tls }: TlsSettings): TlsSettings {
  return tls;
}

function withoutEmpty(tls: TlsSettings): TlsSettings {
  const { caPaths = [], certFile, keyFile, passphrase = '', insecure, serverName } = tls;
  return {
    ...(caPaths.some(filled) ? { caPaths: caPaths.filter(filled).map((path) => path.trim()) } : {}),
    ...(filled(certFile) ? { certFile: certFile.trim() } : {}),
    ...(filled(keyFile) && !holdsItsKey(certFile ?? '') ? { keyFile: keyFile.trim() } : {}),
    // To the letter: a space may be part of it.
    ...(passphrase === '' ? {} : { passphrase }),
    ...(insecure === true ? { insecure } : {}),
    ...(filled(serverName) ? { serverName: serverName.trim() } : {}),
  };
}

function filled(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}
