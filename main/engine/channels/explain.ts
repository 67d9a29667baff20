import { Failure } from '#app/contract/result.ts';
import { type Target, targetPlace } from '#app/core/target.ts';
import { isCertificateFault, type ProbeFinding } from './probe.ts';

type FailedFinding = Extract<ProbeFinding, { ok: false }>;

/** The finding as a sentence with its place, and what to try. */
export function explainFinding(target: Target, finding: FailedFinding, timeoutMs: number): Failure {
  const place = targetPlace(target);
  const { code = '' } = finding.error;
  const late = code === 'ETIMEDOUT';
  const seconds = `${Math.round(timeoutMs / 100) / 10} s`;
  switch (finding.step) {
    case 'name':
      return unreachable(
        late
          ? `Looking up the name ${target.host} took over ${seconds}`
          : `There is no host named ${target.host}`,
        'Check the spelling of the address, and the network',
      );
    case 'connect':
      return explainTcp(target, place, finding.error, late, seconds);
    case 'tls':
      return explainTls(target, place, finding, seconds);
    case 'http2':
      return explainHttp2(target, place, finding, late, seconds);
  }
}

function explainTcp(
  target: Target,
  place: string,
  error: NodeJS.ErrnoException,
  late: boolean,
  seconds: string,
): Failure {
  if (target.kind === 'unix') {
    const missing = error.code === 'ENOENT';
    return unreachable(
      missing
        ? `There is no socket ${place}`
        : `The socket ${place} cannot be opened: ${error.code ?? error.message}`,
      'Check the path, and that the server is running',
    );
  }
  if (error.code === 'ECONNREFUSED') {
    return unreachable(
      `Nothing listens at ${place}: the connection was refused`,
      'Check the port, and that the server is running',
    );
  }
  return unreachable(
    late || error.code === 'ETIMEDOUT'
      ? `${place} did not answer within ${seconds}`
      : `${place} cannot be reached: ${error.code ?? error.message}`,
    'Check the address, the network and any firewall between',
  );
}

function explainTls(
  target: Target,
  place: string,
  finding: FailedFinding,
  seconds: string,
): Failure {
  const { error } = finding;
  const { code = '' } = error;
  if (finding.otherWorks === true) {
    return unreachable(
      `The server at ${place} speaks plaintext, not TLS`,
      `Use grpc://${place}, or switch TLS off`,
    );
  }
  if (code === 'ETIMEDOUT')
    return unreachable(
      `${place} did not finish the TLS handshake within ${seconds}`,
      'If the server speaks plaintext, use grpc://',
    );
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return unreachable(
      `The certificate of ${place} is for another name: ${error.message.replace(/^.*?altnames?: /, '')}`,
      'Set the server name that the certificate carries: in the TLS settings, --server-name on the command line',
    );
  }
  if (code === 'CERT_HAS_EXPIRED')
    return unreachable(`The certificate of ${place} has expired`, 'Renew it on the server');
  if (code === 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL') {
    return unreachable(
      `${place} speaks TLS, but offers no HTTP/2 (ALPN has no h2)`,
      'gRPC needs HTTP/2: check the port, or the proxy in front of the server',
    );
  }
  if (isCertificateFault(error)) {
    return unreachable(
      `The certificate of ${place} is not signed by an authority that is trusted here (${code})`,
      'Give the certificate of its authority: CA certificate in the TLS settings, --cacert on the command line',
    );
  }
  return unreachable(
    `The TLS handshake with ${place} failed: ${code || error.message}`,
    target.tls
      ? 'The server may speak plaintext (grpc://), or ask for a client certificate'
      : 'Use grpcs://',
  );
}

function explainHttp2(
  target: Target,
  place: string,
  finding: FailedFinding,
  late: boolean,
  seconds: string,
): Failure {
  const { heard } = finding;
  if (finding.otherWorks === true) {
    return target.tls
      ? unreachable(
          `The server at ${place} speaks plaintext, not TLS`,
          `Use grpc://${place}, or switch TLS off`,
        )
      : unreachable(
          `The server at ${place} speaks TLS, not plaintext`,
          `Use grpcs://${place}, or switch TLS on`,
        );
  }
  if (heard?.subarray(0, 5).toString('latin1') === 'HTTP/') {
    const line = heard
      .toString('latin1')
      .split('\r\n')[0]
      ?.replace(/[^\x20-\x7e]/g, '?')
      .slice(0, 80);
    return unreachable(
      `${place} answered "${line}": it speaks HTTP/1, not HTTP/2`,
      'gRPC needs HTTP/2: check the port, or the proxy in front of the server',
    );
  }
  if (heard !== undefined) {
    const shown = heard
      .subarray(0, 16)
      .toString('latin1')
      .replace(/[^\x20-\x7e]/g, '·');
    return unreachable(
      `${place} answered "${shown}", which is not HTTP/2`,
      'Check that a gRPC server listens at this port',
    );
  }
  if (late)
    return unreachable(
      `${place} accepted the connection and then said nothing for ${seconds}`,
      'If the server speaks TLS, use grpcs://; else check that it is a gRPC server',
    );
  return unreachable(
    `${place} closed the connection before HTTP/2 began`,
    target.tls
      ? 'It may ask for a client certificate: give one with its key'
      : 'If the server speaks TLS, use grpcs://',
  );
}

function unreachable(message: string, hint: string): Failure {
  return new Failure('unreachable', message, hint);
}
