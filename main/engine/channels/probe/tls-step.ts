import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { TlsFacts } from '#app/contract/target.ts';
import { tlsFacts } from '../tls-facts.ts';
import { plaintextNotTls, speaksPlaintext } from './other-protocol.ts';
import { codeOf, opened, type Probing } from './probing.ts';
import { secureSocket } from './secure-socket.ts';
import { type Facts, type Found, unreachable } from './steps.ts';

interface Secured {
  readonly socket: TLSSocket;
  readonly facts: TlsFacts;
}

/** The TLS handshake with the target's material. */
export async function tlsStep(probing: Probing, tcp: Socket): Promise<Found<Secured>> {
  const { place, material, time } = probing;
  const socket = probing.keep(secureSocket(tcp, probing, material));
  try {
    await time.within(opened(socket, 'secureConnect'));
  } catch (error) {
    throw await tlsFailure(probing, error);
  }
  const facts = tlsFacts(socket, material.insecure);
  return {
    value: { socket, facts },
    summary: `${facts.version} with ${place}`,
    facts: factsOf(facts),
  };
}

function factsOf({ version, cipher, alpn, certificates = [] }: TlsFacts): Facts {
  const [own] = certificates;
  return [
    ['Version', version],
    ...(cipher === undefined ? [] : [['Cipher', cipher] as const]),
    ['ALPN', alpn ?? 'none'],
    ...(own === undefined
      ? []
      : ([
          ['Certificate', own.subject],
          ['Names', own.names.join(', ')],
          ['Issuer', own.issuer],
          ['Valid', `${own.validFrom.slice(0, 10)} to ${own.validTo.slice(0, 10)}`],
        ] as const)),
  ];
}

async function tlsFailure(probing: Probing, error: unknown): Promise<unknown> {
  const { place, time } = probing;
  const code = codeOf(error);
  const { message } = error as Error;
  switch (code) {
    case 'EUNKNOWN':
      return error;
    case 'ETIMEDOUT':
      return unreachable(
        `${place} did not finish the TLS handshake within ${time.text}`,
        'If the server speaks plaintext, use grpc://',
      );
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return unreachable(
        `The certificate of ${place} is for another name: ${message.replace(/^.*?altnames?: /, '')}`,
        'Set the server name that the certificate carries: in the TLS settings, --server-name on the command line',
      );
    case 'CERT_HAS_EXPIRED':
      return unreachable(`The certificate of ${place} has expired`, 'Renew it on the server');
    case 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL':
      return unreachable(
        `${place} speaks TLS, but offers no HTTP/2 (ALPN has no h2)`,
        'gRPC needs HTTP/2: check the port, or the proxy in front of the server',
      );
  }
  if (isCertificateFault(code)) {
    return unreachable(
      `The certificate of ${place} is not signed by an authority that is trusted here (${code})`,
      'Give the certificate of its authority: CA certificate in the TLS settings, --cacert on the command line',
    );
  }
  if (await speaksPlaintext(probing)) return plaintextNotTls(place);
  return unreachable(
    `The TLS handshake with ${place} failed: ${code}`,
    'The server may speak plaintext (grpc://), or ask for a client certificate',
  );
}

function isCertificateFault(code: string): boolean {
  return /CERT|SELF_SIGNED|ISSUER|UNABLE_TO_VERIFY/.test(code);
}
