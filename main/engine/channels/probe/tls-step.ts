import { TLSSocket } from 'node:tls';
import type { AppError } from '#app/contract/result.ts';
import type { TlsFacts } from '#app/contract/target.ts';
import { printable } from '#app/core/printable.ts';
import { tlsName } from '#app/core/tls-name.ts';
import { tlsVersion } from '#app/core/tls-text.ts';
import type { Connection, Route, StepFault } from '../connector.ts';
import { otherSchemeAt } from '../other-scheme.ts';
import { silence } from '../silence.ts';
import { trustedRoots, trusting } from '../trusted-roots.ts';
import { expiryWarning, nameOf, type Shown } from './certificate-causes.ts';
import { certificateFaults } from './certificate-faults.ts';
import { closedInTls } from './closed.ts';
import { foreignAnswer } from './first-bytes.ts';
import type { Greeting } from './http2-greeting.ts';
import { asksForCertificate, oldestVersion, plaintextGreeting } from './other-protocol.ts';
import { codeOf, type Probing } from './probing.ts';
import { cause, type Facts, type Found, otherScheme, StepFailure, unreachable } from './steps.ts';
import { alertCause, certificateMissing, isRefusal, isVersionFault } from './tls-causes.ts';

/** What a handshake came to that has worked. */
export function foundTls(probing: Probing, { socket, tls }: Connection): Found<null> {
  const facts = tls === false ? undefined : tls;
  const shown = shownBy(probing, facts);
  const warning =
    distrust(socket, shown) ??
    expiryWarning(shown) ??
    ownCertificate(probing) ??
    missingAlpn(shown, facts);
  const [own] = shown.chain;
  const whose = own === undefined ? '' : `, certificate of ${nameOf(own.subject)}`;
  return {
    value: null,
    summary: `${tlsVersion(facts?.version ?? 'TLS')} with ${probing.place}${whose}`,
    facts: facts === undefined ? [] : factsOf(facts),
    ...(warning && { warning }),
  };
}

/** So long a word of the server about the client's certificate is waited for. */
const alertMs = 250;

/**
 * In TLS 1.3 a server judges the client's certificate when the handshake is over for the client: its
 * alert comes where HTTP/2 is due.
 */
export async function lateAlert(
  { place, route }: Probing,
  greeting: Promise<Greeting>,
): Promise<AppError | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), alertMs);
  });
  const word = greeting.then(
    () => undefined,
    (error) => alertCause(codeOf(error), place, route.face),
  );
  return Promise.race([word, silence]).finally(() => clearTimeout(timer));
}

/** An authority may be missing because a file that the environment names cannot be used. */
function withEnvironment(known: AppError, code: string, { onUnusable, tls }: Route): AppError {
  const isUntrusted = /ISSUER|SELF_SIGNED|LEAF_SIGNATURE/.test(code);
  if (!isUntrusted || onUnusable !== undefined || tls.authorities !== undefined) return known;
  const told: string[] = [];
  trustedRoots(process.env, (sentence) => told.push(sentence));
  const hints = [...(known.hint === undefined ? [] : [known.hint]), ...told];
  return { ...known, hint: hints.join('. ') };
}

/** Why a handshake failed; looks at the server once more where that can tell. */
export async function tlsFailure(probing: Probing, fault: StepFault): Promise<StepFailure> {
  const { place, time, route } = probing;
  const code = codeOf(fault);
  const facts = fault.tls === undefined ? [] : factsOf(fault.tls);
  const known = certificateFaults(code, shownBy(probing, fault.tls));
  if (known !== undefined) return new StepFailure(withEnvironment(known, code, route), facts);
  if (code === 'ETIMEDOUT')
    return new StepFailure(silence({ step: 'tls' }, probing.route, time.text));
  if (isVersionFault(code)) return versionFailure(probing);
  const told = isRefusal(code)
    ? await refusedHandshake(probing, code)
    : alertCause(code, place, route.face);
  if (told !== undefined) return new StepFailure(told);
  return (await plaintextFailure(probing)) ?? unknownFailure(place, code);
}

/** TLS 1.2 has one alert for whoever has no cipher in common and for whoever wants a client certificate. */
async function refusedHandshake(probing: Probing, code: string): Promise<AppError | undefined> {
  const { place, route } = probing;
  switch (await asksForCertificate(probing)) {
    case true:
      return route.tls.presentsCertificate === true
        ? cause(
            `${place} asked for a client certificate, and refused the handshake with the one that it got`,
            'Give one of an authority that the server knows, made for clients, with its key',
          )
        : certificateMissing(place, route.face);
    case false:
      return cause(
        `${place} refused the TLS handshake: it found no cipher that both have`,
        'Look at the ciphers and certificates that the server allows',
      );
    default:
      return alertCause(code, place, route.face);
  }
}

async function versionFailure(probing: Probing): Promise<StepFailure> {
  const { place } = probing;
  const version = await oldestVersion(probing);
  return unreachable(
    version === undefined
      ? `${place} and Duplex have no version of TLS in common: Duplex speaks TLS 1.2 and 1.3`
      : `${place} speaks ${tlsVersion(version)} at most, and Duplex needs TLS 1.2 or newer`,
    'Have the server allow TLS 1.2 or 1.3: older versions are not safe, and HTTP/2 rules them out',
  );
}

async function plaintextFailure(probing: Probing): Promise<StepFailure | undefined> {
  const { place } = probing;
  const greeting = await plaintextGreeting(probing);
  if (greeting === undefined) return undefined;
  if (greeting.kind === 'http2')
    return otherScheme(
      `The server at ${place} speaks plaintext, not TLS`,
      otherSchemeAt(place, probing.route),
      'tls-off',
    );
  const { kind, shown, what } = foreignAnswer(greeting.heard);
  if (kind === 'tls') return undefined;
  return unreachable(
    `${place} does not speak TLS: without it, it answered ${shown}, and ${what}`,
    'Check the port: a gRPC server has to listen there',
  );
}

function unknownFailure(place: string, code: string): StepFailure {
  return code === 'ECONNRESET'
    ? closedInTls(place)
    : otherScheme(
        `The TLS handshake with ${place} failed (${code})`,
        'The server may speak plaintext (grpc://), or want a client certificate',
        'tls-off',
      );
}

/** What would have failed if not any certificate were accepted. */
function distrust(socket: Connection['socket'], shown: Shown): AppError | undefined {
  if (!(socket instanceof TLSSocket) || socket.authorized) return undefined;
  const why = certificateFaults(String(socket.authorizationError), shown);
  return why && { ...why, message: `Any certificate is accepted here. ${why.message}` };
}

/** What is wrong with the client's own certificate, though the server may take it. */
function ownCertificate({ route }: Probing): AppError | undefined {
  const message = route.tls.warning;
  if (message === undefined) return undefined;
  return cause(message, 'Give a newer one, or check the clock');
}

function missingAlpn({ place }: Shown, facts: TlsFacts | undefined): AppError | undefined {
  if (facts?.alpn === 'h2') return undefined;
  return cause(
    `${place} agreed on no protocol in TLS (ALPN)`,
    'HTTP/2 is tried all the same; other gRPC clients refuse such a server: have it offer h2',
  );
}

function shownBy({ place, route: { target, tls, face } }: Probing, facts?: TlsFacts): Shown {
  const name = tlsName(target, tls.serverName);
  const { authorities, ca = [trustedRoots()] } = tls;
  const chain = facts?.certificates ?? [];
  return { place, name, authorities, trusts: trusting(ca), chain, face };
}

function factsOf({ version, cipher, alpn, certificates = [] }: TlsFacts): Facts {
  const [own] = certificates;
  const facts: [string, string][] = [
    ['Version', tlsVersion(version)],
    ['Cipher', cipher ?? 'unknown'],
    ['ALPN', alpn ?? 'none'],
  ];
  if (own === undefined) return facts;
  const names = own.names.join(', ');
  facts.push(
    ['Certificate', own.subject],
    ['Names', names === '' ? 'none' : names],
    ['Valid', `${own.validFrom.slice(0, 10)} to ${own.validTo.slice(0, 10)}`],
  );
  for (const { issuer, subject } of certificates)
    if (issuer !== subject) facts.push(['Signed by', issuer]);
  return facts.map(([label, value]) => [label, printable(value).slice(0, 300)]);
}
