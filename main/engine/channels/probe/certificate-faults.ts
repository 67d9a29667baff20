import { isIP } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import type { AppError } from '#app/contract/result.ts';
import { commonName } from '#app/core/tls-text.ts';
import { certificateCause, type Shown } from './certificate-causes.ts';
import { cause } from './steps.ts';

const expired = 'CERT_HAS_EXPIRED';
const early = 'CERT_NOT_YET_VALID';
const wrongName = 'ERR_TLS_CERT_ALTNAME_INVALID';

/** A certificate for more names than are kept may be for any. */
const mostNames = 200;

/**
 * All that is wrong with a certificate that is not accepted for `code`, which is the one reason that OpenSSL
 * gives: what nobody here can mend first. `undefined` for a code that is no fault of a certificate.
 */
export function certificateFaults(code: string, shown: Shown): AppError | undefined {
  if (certificateCause(code, shown) === undefined) return undefined;
  const others = [...datesOf(shown), ...authorityOf(code, shown), ...namesOf(shown)];
  const codes = [...new Set([code, ...others])].sort((one, other) => rank(one) - rank(other));
  const all = codes.map((one) => certificateCause(one, shown)).filter((one) => one !== undefined);
  const [beginning = '', ...more] = all.map(({ message }) => message);
  const also = more.map((message) => `, and ${shortened(message, shown)}`);
  const hints = all.flatMap(({ hint }) => (hint === undefined ? [] : [hint]));
  return cause(`${beginning}${also.join('')}`, [...new Set(hints)].join('. '));
}

function rank(code: string): number {
  return code === expired || code === early ? 0 : code === wrongName ? 2 : 1;
}

/** It is said already whose certificate it is. */
function shortened(message: string, { place }: Shown): string {
  const whose = `The certificate of ${place} `;
  return message.startsWith(whose)
    ? `it ${message.slice(whose.length)}`
    : `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`;
}

/** Of its own certificate alone: a server may send an old one of an authority that has a newer one. */
function datesOf({ chain: [own] }: Shown): readonly string[] {
  if (own === undefined) return [];
  if (Date.parse(own.validTo) < Date.now()) return [expired];
  return Date.parse(own.validFrom) > Date.now() ? [early] : [];
}

/** OpenSSL tells the dates instead. The chain ends at an authority that is trusted, or at one that was sent. */
function authorityOf(code: string, { chain, trusts }: Shown): readonly string[] {
  const top = chain.at(-1);
  if (top === undefined || rank(code) === 1) return [];
  if (top.issuer !== top.subject) return ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY'];
  if (trusts(top.subject)) return [];
  return [chain.length === 1 ? 'DEPTH_ZERO_SELF_SIGNED_CERT' : 'SELF_SIGNED_CERT_IN_CHAIN'];
}

function namesOf({ name, chain: [own] }: Shown): readonly string[] {
  if (own === undefined || own.names.length >= mostNames) return [];
  const names = own.names.map((one) => `${isIP(one) === 0 ? 'DNS' : 'IP Address'}:${one}`);
  const certificate = {
    subject: { CN: commonName(own.subject) ?? '' },
    subjectaltname: names.join(', '),
  };
  // Of a certificate it looks at these alone.
  const fault = checkServerIdentity(name, certificate as Parameters<typeof checkServerIdentity>[1]);
  return fault === undefined ? [] : [wrongName];
}
