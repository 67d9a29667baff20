import { type ProxyServer, proxyPlace, proxyText } from './proxy.ts';

/**
 * One of the two faces of Duplex, by what a sentence of the engine may advise to give there: where, or by what
 * name. A sentence says `give …: ${face.caCertificate}`, and so speaks of the face that it is read in and of no other.
 */
export interface Face {
  readonly caCertificate: string;
  /** With its key. */
  readonly clientCertificate: string;
  /** Of the client's key. */
  readonly passphrase: string;
  readonly serverName: string;
  /** What to do where TLS has to be spoken at an address, or must not: a whole sentence. */
  readonly inTls: (address: string) => string;
  readonly inPlaintext: (address: string) => string;
  /** How TLS is chosen where the address has no scheme for it: the end of a sentence. */
  readonly tlsOn: string;
  readonly tlsOff: string;
  readonly protoFiles: string;
  /** What reflection and the health check are asked with. */
  readonly metadata: string;
  readonly maxReceive: string;
  readonly maxSend: string;
  readonly keepaliveTimeout: string;
  /** Servers that are reached without the proxy. */
  readonly noProxy: string;
  /** Of the name in the environment that it can come from. */
  readonly secret: (variable: string) => string;
  readonly environment: (name: string) => string;
  /**
   * How to give user and password of a proxy, or another password: a whole sentence, as they are given in other
   * ways. `variable`: of the environment, `HTTPS_PROXY`.
   */
  readonly proxyLogin: (proxy: ProxyServer, variable: string) => string;
}

const whereProxies = 'in the settings or in the options that name it';

export const windowFace: Face = {
  caCertificate: 'CA certificate in the TLS settings',
  clientCertificate: 'in the TLS settings',
  passphrase: 'in the TLS settings',
  serverName: 'in the TLS settings',
  inTls: (address) => `Use ${address}, or switch TLS on`,
  inPlaintext: (address) => `Use ${address}, or switch TLS off`,
  tlsOn: 'switch TLS on',
  tlsOff: 'switch TLS off',
  protoFiles: 'Add schema',
  metadata: 'in Schema sources',
  maxReceive: 'Largest received in Options',
  maxSend: 'Largest sent in Options',
  keepaliveTimeout: 'Keepalive timeout in Options',
  noProxy: 'Not for in the settings, or NO_PROXY',
  secret: () => 'in the environment’s page',
  environment: () => 'choose that one',
  proxyLogin: (proxy) =>
    proxy.user === undefined
      ? `Write ${proxyText({ ...proxy, user: 'user' })} as the proxy, ${whereProxies}, and the password beside it`
      : `Type the password${proxy.password === undefined ? '' : ' again'} beside the address of the proxy, ${whereProxies}`,
};

export const commandLineFace: Face = {
  caCertificate: '--cacert',
  clientCertificate: '--cert and --key',
  passphrase: '--passphrase-file or DUPLEX_SECRET_KEY_PASSPHRASE',
  serverName: '--server-name',
  inTls: (address) => `Use ${address}`,
  inPlaintext: (address) => `Use ${address}, with no option of TLS such as --cacert or --insecure`,
  tlsOn: 'give an option of TLS, such as --cacert',
  tlsOff: 'give no option of TLS',
  protoFiles: '--proto',
  metadata: '-H',
  maxReceive: '--max-receive',
  maxSend: '--max-send',
  keepaliveTimeout: '--keepalive-timeout',
  noProxy: 'NO_PROXY',
  secret: (variable) => `as ${variable}`,
  environment: (name) => `choose it by --env ${name}`,
  proxyLogin: ({ kind, user = 'user', ...proxy }, variable) =>
    `Give ${kind}://${encodeURIComponent(user)}:password@${proxyPlace({ kind, ...proxy })} as ${variable}, or as --proxy`,
};
