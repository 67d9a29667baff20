import type { Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Face } from '#app/core/face.ts';
import { type ProxyServer, proxyPlace } from '#app/core/proxy.ts';
import { sniOf } from '#app/core/tls-name.ts';
import type { Route } from './connector.ts';
import { distrust } from './distrust.ts';
import { logKeys } from './key-log.ts';
import { certificateFaults } from './probe/certificate-faults.ts';
import { ProxyFault } from './proxy-fault.ts';
import { tlsFacts } from './tls-facts.ts';
import { trustedRoots, trusting } from './trusted-roots.ts';

/**
 * TLS with an `https://` proxy, by its own name. It is trusted by the system's authorities and by those that
 * are given for the target; to accept any certificate is said of the target alone, for the proxy may get a
 * password. Rejects with a {@link ProxyFault}; the caller bounds the time.
 */
export function proxyTls(
  socket: Socket,
  proxy: ProxyServer,
  { tls: { ca = [], authorities }, face, onUnusable }: Pick<Route, 'tls' | 'face' | 'onUnusable'>,
): Promise<TLSSocket> {
  const place = proxyPlace(proxy);
  const trusted = [trustedRoots(process.env, onUnusable), ...ca];
  return new Promise((resolve, reject) => {
    const secure = connectTls({
      socket,
      host: proxy.host,
      servername: sniOf(proxy.host),
      ALPNProtocols: ['http/1.1'],
      ca: trusted,
      // Nothing is decided in the handshake, so that a certificate which is not accepted can be told.
      rejectUnauthorized: false,
    });
    logKeys(secure, onUnusable);
    secure.once('secureConnect', () => {
      const { code } = distrust(secure, proxy.host) ?? {};
      if (code === undefined) return resolve(secure);
      const { certificates: chain = [] } = tlsFacts(secure, false);
      const whose = { place: `the proxy ${place}`, name: proxy.host };
      const shown = { ...whose, authorities, trusts: trusting(trusted), chain, face };
      const { message = `The proxy ${place} is not trusted (${code})` } =
        certificateFaults(code, shown) ?? {};
      reject(new ProxyFault(code, message, hintFor(code, face)));
    });
    secure.on('error', (error) => reject(failed(place, error)));
    secure.once('close', () => reject(failed(place, { code: 'ECONNRESET' })));
  });
}

function hintFor(code: string, { caCertificate }: Face): string {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'Write the address of the proxy with a name that its certificate is for';
  if (/EXPIRED|NOT_YET/.test(code))
    return 'Check the clock of this machine; else the proxy needs another certificate';
  return `If that is your authority, give its certificate: ${caCertificate}, which the proxy is trusted by too, or NODE_EXTRA_CA_CERTS`;
}

function failed(place: string, { code = '' }: Pick<NodeJS.ErrnoException, 'code'>): ProxyFault {
  const why = code === 'ECONNRESET' ? 'it closed the connection' : code;
  return new ProxyFault(
    code,
    `The TLS handshake with the proxy ${place} failed: ${why}`,
    'If the proxy speaks plaintext, write http://',
  );
}
