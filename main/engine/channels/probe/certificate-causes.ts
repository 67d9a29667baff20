import type { AppError } from '#app/contract/result.ts';
import type { Certificate } from '#app/contract/target.ts';
import { counted } from '#app/core/counted.ts';
import type { Face } from '#app/core/face.ts';
import { printable } from '#app/core/printable.ts';
import { commonName } from '#app/core/tls-text.ts';
import type { GivenAuthorities } from '../authorities.ts';
import { cause } from './steps.ts';

const dayMs = 86_400_000;
/** A certificate that ends sooner is warned of. */
const soonDays = 14;
/** So many names are told in a sentence. */
const mostNames = 3;

/** What a server showed, and what was wanted of it. */
export interface Shown {
  readonly place: string;
  /** The name that the certificate has to be for. */
  readonly name: string;
  /** Those that were given to trust; without it, those of the system are trusted. */
  readonly authorities?: GivenAuthorities | undefined;
  /** Whether an authority of this subject is among all that are trusted. */
  readonly trusts: (subject: string) => boolean;
  /** Its own first. */
  readonly chain: readonly Certificate[];
  readonly face: Face;
}

/**
 * Why a certificate is not accepted, in words; `code` is OpenSSL's or Node's. `undefined` for a code
 * that is no fault of a certificate.
 */
export function certificateCause(code: string, shown: Shown): AppError | undefined {
  const { place, chain, face } = shown;
  const top = chain.at(-1);
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return wrongName(shown);
    case 'CERT_HAS_EXPIRED':
      return expired(place, chain);
    case 'CERT_NOT_YET_VALID': {
      const late = chain.find(({ validFrom }) => Date.parse(validFrom) > Date.now());
      return cause(
        `${whose(place, chain, late)} is valid only from ${day(late?.validFrom)}`,
        `Check the clock of this machine, which says ${day(new Date().toISOString())}, and that of the one that made it`,
      );
    }
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return cause(
        `The certificate of ${place} is signed by itself, not by an authority`,
        `If it is yours, give it as an authority to trust: ${face.caCertificate}`,
      );
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return cause(
        `The certificate of ${place} is signed by ${nameOf(top?.subject)}, which is not trusted here`,
        `If that is your authority, give its certificate: ${face.caCertificate}`,
      );
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_GET_ISSUER_CERT':
      return unknownIssuer(shown);
    case 'INVALID_PURPOSE':
      return cause(
        `The certificate of ${place} is not one for a server`,
        'Have the server use a certificate with the extended key usage serverAuth',
      );
    case 'CERT_SIGNATURE_FAILURE':
      return cause(
        `The signature of the certificate of ${place} is not that of ${nameOf(top?.issuer)} as it is trusted here`,
        `There may be a newer authority of the same name: give its certificate (${face.caCertificate})`,
      );
  }
  if (!/CERT|CRL|ISSUER|CHAIN|PURPOSE|_CA|KEY_TOO_SMALL|MD_TOO_WEAK/.test(code)) return undefined;
  if (code.startsWith('ERR_SSL_')) return undefined;
  return cause(
    `The certificate of ${place} is not accepted (${code})`,
    `Give the certificate of its authority if it is missing: ${face.caCertificate}`,
  );
}

/** What is wrong with certificates that are accepted: they end soon. */
export function expiryWarning({ place, chain }: Shown): AppError | undefined {
  const left = ({ validTo }: Certificate) => (Date.parse(validTo) - Date.now()) / dayMs;
  const soon = chain.find((certificate) => left(certificate) < soonDays);
  if (soon === undefined) return undefined;
  const days = Math.max(0, Math.floor(left(soon)));
  const when = days === 0 ? 'within a day' : `in ${counted(days, 'day')}`;
  return cause(
    `${whose(place, chain, soon)} ends ${when}, on ${day(soon.validTo)}`,
    'Renew it on the server before that',
  );
}

function wrongName({ place, name, chain: [own], face }: Shown): AppError {
  const names = own?.names ?? [];
  if (names.length === 0)
    return cause(
      `The certificate of ${place} names no host that it is for, so that it cannot be for ${name}`,
      'Have it made with subject alternative names: a common name alone counts no more',
    );
  const hosts = names.filter((one) => /[a-z]/i.test(one) && !one.includes(':'));
  const usable = hosts.find((one) => !one.includes('*')) ?? hosts[0] ?? names[0] ?? '';
  const wanted = usable.includes('*') ? `one that ${short(usable)} stands for` : short(usable);
  return cause(
    `The certificate of ${place} is for ${listed(names)}, not ${name}`,
    `Set the server name to ${wanted}: ${face.serverName}`,
  );
}

function expired(place: string, chain: readonly Certificate[]): AppError {
  const over = chain.find(({ validTo }) => Date.parse(validTo) < Date.now());
  return cause(
    `${whose(place, chain, over)} expired on ${day(over?.validTo)}`,
    over === undefined || over === chain[0]
      ? 'Renew it on the server'
      : 'Have the server send a newer certificate of that authority',
  );
}

function givenText({ named, others }: GivenAuthorities): string {
  const names = named.map(nameOf).join(', ');
  return others === 0 ? names : `${names} and ${others} more`;
}

function unknownIssuer({ place, chain, authorities, face }: Shown): AppError {
  const issuer = nameOf(chain.at(-1)?.issuer);
  const trusted =
    authorities === undefined
      ? `If that is your authority, give its certificate: ${face.caCertificate}`
      : `What was given to trust is ${givenText(authorities)}; give the certificate of ${issuer} too: ${face.caCertificate}`;
  if (chain.length > 1)
    return cause(
      `The certificate of ${place} is signed by ${nameOf(chain[0]?.issuer)}, and that in the end by ${issuer}, which is not trusted here`,
      trusted,
    );
  return cause(
    `The certificate of ${place} is signed by ${issuer}, which is not trusted here and not sent by the server`,
    `${trusted}. If it is an intermediate one, have the server send it too (the full chain)`,
  );
}

function whose(
  place: string,
  chain: readonly Certificate[],
  certificate: Certificate | undefined,
): string {
  return certificate === undefined || certificate === chain[0]
    ? `The certificate of ${place}`
    : `The certificate of ${nameOf(certificate.subject)}, an authority over that of ${place},`;
}

/** The common name of a subject, else all of it, in quotes. */
export function nameOf(distinguishedName: string | undefined): string {
  const text = distinguishedName ?? '';
  return `"${short(commonName(text) ?? (text === '' ? 'nobody' : text))}"`;
}

/** `a, b and c`, `a, b, c and 7 more`. */
function listed(names: readonly string[]): string {
  const first = names.slice(0, mostNames).map(short);
  const more = names.length - first.length;
  const last = more > 0 ? `${more} more` : (first.pop() ?? '');
  return first.length === 0 ? last : `${first.join(', ')} and ${last}`;
}

function short(text: string): string {
  const shown = printable(text);
  return shown.length > 100 ? `${shown.slice(0, 99)}…` : shown;
}

function day(iso: string | undefined): string {
  return iso?.slice(0, 10) ?? 'an unknown day';
}
