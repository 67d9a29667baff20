import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { pemCertificates } from './authorities.ts';
import { type OnUnusable, unusable } from './environment-files.ts';
import { certificateOf } from './tls-facts.ts';

const pemBegin = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/;

/** Where Linux distributions keep all their authorities in one file. */
const systemFiles = [
  '/etc/ssl/certs/ca-certificates.crt', // Debian, Ubuntu, Arch, Alpine
  '/etc/pki/tls/certs/ca-bundle.crt', // Fedora, RHEL
  '/etc/ssl/ca-bundle.pem', // openSUSE
  '/etc/ssl/cert.pem', // Alpine, BSD
];

/**
 * The certificate authorities to trust without CA files of the target's own: those of `SSL_CERT_FILE`,
 * else the system's, and those of `NODE_EXTRA_CA_CERTS`, as PEM. On Linux the system's are the file of
 * the distribution alone, so that what an administrator added or took away counts; on macOS and
 * Windows the system's join those that come with Node, because Node knows only a part of them. Where
 * a system has none, Node's alone. A file that cannot be read adds nothing, and `onUnusable` hears of it.
 */
export function trustedRoots(
  env: NodeJS.ProcessEnv = process.env,
  onUnusable: OnUnusable = () => {},
): string {
  const own = named('SSL_CERT_FILE', env, onUnusable) ?? systemRoots();
  const extra = named('NODE_EXTRA_CA_CERTS', env, onUnusable);
  return extra === undefined ? own : `${own}\n${extra}`;
}

/**
 * Tells whether an authority of a subject, as `certificateOf` has it, is among those of PEM texts. They are
 * looked through when that is asked, since a system has hundreds.
 */
export function trusting(pems: readonly string[]): (subject: string) => boolean {
  return (subject) => pems.flatMap(pemCertificates).some((pem) => subjectOf(pem) === subject);
}

/** OpenSSL passes over what it cannot read, too. */
function subjectOf(pem: string): string | undefined {
  try {
    return certificateOf(new X509Certificate(pem)).subject;
  } catch {
    return undefined;
  }
}

let systemRootsText: string | undefined;

/** Read once: it is some 200 KB, and asking macOS or Windows takes its time. */
function systemRoots(): string {
  systemRootsText ??= readSystemRoots();
  return systemRootsText;
}

function readSystemRoots(): string {
  for (const file of systemFiles) {
    const roots = read(file);
    if (roots?.includes('-----BEGIN CERTIFICATE-----')) return roots;
  }
  // Since Node 22.15; Electron has it too.
  const { getCACertificates } = tls as {
    getCACertificates?: (type: 'system') => readonly string[];
  };
  return [...tls.rootCertificates, ...(getCACertificates?.('system') ?? [])].join('\n');
}

function named(
  variable: string,
  env: NodeJS.ProcessEnv,
  onUnusable: OnUnusable,
): string | undefined {
  const file = env[variable];
  if (file === undefined || file === '') return undefined;
  try {
    const text = readFileSync(file, 'utf8');
    if (!pemBegin.test(text)) onUnusable(unusable(variable, file, 'holds no certificate in PEM'));
    return text;
  } catch (error) {
    onUnusable(unusable(variable, file, 'cannot be read', error));
    return undefined;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
