import type { Certificate } from '#app/contract/target.ts';
import { commonName } from '#app/core/tls-text.ts';
import { formatCount } from '#renderer/ui/format.ts';

const dayMs = 24 * 3600 * 1000;
/** So few days left are a warning. */
const fewDays = 30;

interface Validity {
  readonly tone: 'ok' | 'warn' | 'danger';
  readonly text: string;
}

/** How long a certificate is still good for, as of `now` (milliseconds of the epoch). */
export function validityOf({ validFrom, validTo }: Certificate, now: number): Validity {
  const from = Date.parse(validFrom);
  const to = Date.parse(validTo);
  if (Number.isNaN(from) || Number.isNaN(to))
    return { tone: 'warn', text: `From ${validFrom} to ${validTo}, which are no times` };
  if (now < from) return { tone: 'danger', text: `Not valid before ${timeText(from)}` };
  const days = Math.floor(Math.abs(to - now) / dayMs);
  if (now >= to) return { tone: 'danger', text: `Expired ${timeText(to)}, ${daysText(days)} ago` };
  return {
    tone: days < fewDays ? 'warn' : 'ok',
    text: `Until ${timeText(to)}, ${daysText(days)} left`,
  };
}

/** The common name where there is one: what people call a certificate. */
export function certificateName({ subject, names, fingerprint }: Certificate): string {
  return commonName(subject) ?? names[0] ?? (subject === '' ? fingerprint : subject);
}

/** All of it, to be copied. */
export function certificateText(certificate: Certificate): string {
  const { subject, issuer, names, validFrom, validTo, serialNumber, fingerprint } = certificate;
  const lines = [
    ['Subject', subject],
    ['Issuer', issuer],
    ['Names', names.join(', ')],
    ['Valid from', validFrom],
    ['Valid to', validTo],
    ['Serial number', serialNumber],
    ['SHA-256', fingerprint],
  ];
  return lines.map(([label, value]) => `${label}: ${value}\n`).join('');
}

/** `2026-12-05 14:00 UTC` */
function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function daysText(days: number): string {
  return days === 1 ? '1 day' : `${formatCount(days)} days`;
}
