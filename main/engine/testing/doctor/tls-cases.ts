import type { Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { createCertificateAuthority, createSelfSigned } from '#samples/server/certificates.ts';
import { writeTemporaryFile } from '#samples/server/temporary-file.ts';
import { startRawServer } from '../raw-server.ts';
import { answering, type DoctorCase, greeting, type Patient, startSockets } from './doctor-case.ts';
import { good, here, root, tls } from './tls-patient.ts';

const intermediate = root.issueAuthority('Example Issuing CA');

const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

const hopeless = root.issue({
  name: 'hopeless',
  hosts: ['a.internal'],
  from: new Date('2023-03-01'),
  until: new Date('2024-03-01'),
});

async function overPlaintext(onSocket: (socket: Socket) => void): Promise<Patient> {
  const { place, close } = await startSockets(onSocket);
  return { settings: { address: `grpcs://${place}` }, place, close };
}

const soon = inDays(3);
/** The type of a record of TLS. */
const tlsHandshake = 22;

/** TLS, its certificates and who wants them. */
export const tlsCases: readonly DoctorCase[] = [
  {
    name: 'TLS on a plaintext server',
    step: 'tls',
    state: 'failed',
    cause: 'The server at PLACE speaks plaintext, not TLS',
    start: async () => {
      const { address, close } = await startRawServer((stream) => stream.close());
      return { settings: { address: `grpcs://${address}` }, place: address, close };
    },
  },
  {
    name: 'plaintext on a TLS server',
    step: 'http2',
    state: 'failed',
    cause: 'The server at PLACE speaks TLS, not plaintext',
    start: async () => {
      const { place, close } = await tls({});
      return { settings: { address: `grpc://${place}` }, place, close };
    },
  },
  {
    name: 'plaintext on a web server that wants TLS',
    step: 'http2',
    state: 'failed',
    cause: 'The server at PLACE speaks TLS, not plaintext',
    start: async () => {
      const secure = createTlsServer(good);
      const { place, close } = await startSockets((socket) => {
        socket.once('data', (first) => {
          if (first[0] !== tlsHandshake) {
            socket.end('HTTP/1.1 400 Bad Request\r\n\r\nThis is an HTTPS port');
            return;
          }
          socket.pause();
          socket.unshift(first);
          secure.emit('connection', socket);
        });
      });
      return { settings: { address: `grpc://${place}` }, place, close };
    },
  },
  {
    name: 'TLS on a plaintext HTTP/1 server',
    step: 'tls',
    state: 'failed',
    cause:
      'PLACE does not speak TLS: without it, it answered "HTTP/1.1 400 Bad Request" from Apache, and it speaks HTTP/1, not HTTP/2',
    start: () => overPlaintext(answering('HTTP/1.1 400 Bad Request\r\nServer: Apache\r\n\r\n')),
  },
  {
    name: 'TLS on an SSH server',
    step: 'tls',
    state: 'failed',
    cause:
      'PLACE does not speak TLS: without it, it answered "SSH-2.0-OpenSSH_9.6", and it is an SSH server',
    start: () => overPlaintext(greeting('SSH-2.0-OpenSSH_9.6\r\n')),
  },
  {
    name: 'a server that closes during the handshake',
    step: 'tls',
    state: 'failed',
    cause: 'PLACE closed the connection during the TLS handshake',
    start: () => overPlaintext((socket) => socket.once('data', () => socket.destroy())),
  },
  {
    name: 'a certificate for another name',
    step: 'tls',
    state: 'failed',
    cause: 'The certificate of PLACE is for a.internal and b.internal, not 127.0.0.1',
    hint: 'Set the server name to a.internal: in the TLS settings',
    start: () => tls({ server: root.issue({ name: 'a', hosts: ['a.internal', 'b.internal'] }) }),
  },
  {
    name: 'a certificate for any name of a domain',
    step: 'tls',
    state: 'failed',
    cause: 'The certificate of PLACE is for *.internal, not 127.0.0.1',
    hint: 'Set the server name to one that *.internal stands for: in the TLS settings',
    start: () => tls({ server: root.issue({ name: 'any', hosts: ['*.internal'] }) }),
  },
  {
    name: 'a certificate without names',
    step: 'tls',
    state: 'failed',
    cause:
      'The certificate of PLACE names no host that it is for, so that it cannot be for 127.0.0.1',
    start: () => tls({ server: root.issue({ name: 'old' }) }),
  },
  {
    name: 'an expired certificate',
    step: 'tls',
    state: 'failed',
    cause: 'The certificate of PLACE expired on 2024-03-01',
    start: () =>
      tls({
        server: root.issue({
          name: 'old',
          hosts: here,
          from: new Date('2023-03-01'),
          until: new Date('2024-03-01'),
        }),
      }),
  },
  {
    name: 'an expired certificate of an unknown authority, for another name',
    step: 'tls',
    state: 'failed',
    cause:
      'The certificate of PLACE expired on 2024-03-01, and it is signed by "Example Root", which is not trusted here and not sent by the server, and it is for a.internal, not 127.0.0.1',
    hint: /^Renew it on the server\. If that is your authority, give its certificate: .*\. Set the server name to a\.internal: in the TLS settings/,
    start: () => tls({ server: hopeless, client: { caPaths: [] } }),
  },
  {
    name: 'the same, of an authority that the server sends',
    step: 'tls',
    state: 'failed',
    cause:
      'The certificate of PLACE expired on 2024-03-01, and it is signed by "Example Root", which is not trusted here, and it is for a.internal, not 127.0.0.1',
    start: async () => {
      const other = writeTemporaryFile('other.pem', createCertificateAuthority('Other').cert);
      const server = { ...hopeless, cert: hopeless.cert + root.cert };
      const patient = await tls({ server, client: { caPaths: [other.path] } });
      return {
        ...patient,
        close: () => {
          patient.close();
          other.remove();
        },
      };
    },
  },
  {
    name: 'the same, where the authorities of the system are trusted',
    step: 'tls',
    state: 'failed',
    cause:
      'The certificate of PLACE expired on 2024-03-01, and it is signed by "Example Root", which is not trusted here, and it is for a.internal, not 127.0.0.1',
    start: () =>
      tls({ server: { ...hopeless, cert: hopeless.cert + root.cert }, client: { caPaths: [] } }),
  },
  {
    name: 'an expired certificate that is signed by itself',
    step: 'tls',
    state: 'failed',
    cause:
      'The certificate of PLACE expired on 2024-03-01, and it is signed by itself, not by an authority',
    hint: /^Renew it on the server\. If it is yours, give it as an authority to trust: /,
    start: () =>
      tls({
        server: createSelfSigned({
          name: 'me',
          hosts: here,
          from: new Date('2023-03-01'),
          until: new Date('2024-03-01'),
        }),
        client: { caPaths: [] },
      }),
  },
  {
    name: 'the same, where any certificate is accepted',
    step: 'tls',
    state: 'warning',
    cause:
      /^Any certificate is accepted here\. The certificate of .* expired on 2024-03-01, and it is signed by .*, and it is for a\.internal/,
    start: () => tls({ server: hopeless, client: { caPaths: [], insecure: true } }),
  },
  {
    name: 'a certificate of the future',
    step: 'tls',
    state: 'failed',
    cause: 'The certificate of PLACE is valid only from 2049-01-01',
    hint: /^Check the clock of this machine, which says \d{4}-\d\d-\d\d,/,
    start: () =>
      tls({
        server: root.issue({
          name: 'new',
          hosts: here,
          from: new Date('2049-01-01'),
          until: new Date('2049-12-31'),
        }),
      }),
  },
  {
    name: 'a certificate that ends soon',
    step: 'tls',
    state: 'warning',
    cause: `The certificate of PLACE ends in 2 days, on ${dayOf(soon)}`,
    start: () => tls({ server: root.issue({ name: 'soon', hosts: here, until: soon }) }),
  },
  {
    name: 'a self-signed certificate',
    step: 'tls',
    state: 'failed',
    cause: 'The certificate of PLACE is signed by itself, not by an authority',
    start: () => tls({ server: createSelfSigned({ name: 'me', hosts: here }) }),
  },
  {
    name: 'an unknown authority',
    step: 'tls',
    state: 'failed',
    cause:
      'The certificate of PLACE is signed by "Example Root", which is not trusted here and not sent by the server',
    start: () => tls({ client: { caPaths: [] } }),
  },
  {
    name: 'an unknown authority that the server sends',
    step: 'tls',
    state: 'failed',
    cause: 'The certificate of PLACE is signed by "Example Root", which is not trusted here',
    start: () => tls({ server: { cert: good.cert + root.cert }, client: { caPaths: [] } }),
  },
  {
    name: 'a missing intermediate certificate',
    step: 'tls',
    state: 'failed',
    cause:
      'The certificate of PLACE is signed by "Example Issuing CA", which is not trusted here and not sent by the server',
    hint: 'What was given to trust is "Example Root"; give the certificate of "Example Issuing CA" too: CA certificate in the TLS settings. If it is an intermediate one, have the server send it too (the full chain)',
    start: () => tls({ server: intermediate.issue({ name: 'leaf', hosts: here }) }),
  },
  {
    name: 'a certificate that is not for servers',
    step: 'tls',
    state: 'failed',
    cause: 'The certificate of PLACE is not one for a server',
    start: () => tls({ server: root.issue({ name: 'client', hosts: here, usage: 'client' }) }),
  },
  {
    name: 'any certificate accepted, where one would have been refused',
    step: 'tls',
    state: 'warning',
    cause:
      'Any certificate is accepted here. The certificate of PLACE is signed by itself, not by an authority',
    start: () =>
      tls({
        server: createSelfSigned({ name: 'me', hosts: here }),
        client: { insecure: true },
      }),
  },
  {
    name: 'a client certificate that is missing (TLS 1.3)',
    step: 'tls',
    state: 'failed',
    cause: 'PLACE wants a client certificate, and none was given',
    start: () => tls({ server: { ca: root.cert, requestCert: true, rejectUnauthorized: true } }),
  },
  {
    name: 'a client certificate that is missing (TLS 1.2)',
    step: 'tls',
    state: 'failed',
    cause: 'PLACE wants a client certificate, and none was given',
    start: () =>
      tls({
        server: {
          ca: root.cert,
          requestCert: true,
          rejectUnauthorized: true,
          maxVersion: 'TLSv1.2',
        },
      }),
  },
  {
    name: 'no cipher in common (TLS 1.2)',
    step: 'tls',
    state: 'failed',
    cause: 'PLACE refused the TLS handshake: it found no cipher that both have',
    start: () => tls({ server: { maxVersion: 'TLSv1.2', ciphers: 'PSK-AES128-CBC-SHA' } }),
  },
  {
    name: 'a client certificate of an authority that the server does not know',
    step: 'http2',
    state: 'failed',
    cause: 'PLACE closed the connection before HTTP/2 began',
    hint: 'It may want a client certificate, or not accept the one that it got: look at its log',
    start: () =>
      tls({
        server: { ca: root.cert, requestCert: true, rejectUnauthorized: true },
        client: {
          certAndKey: createCertificateAuthority('Elsewhere').issue({
            name: 'client',
            usage: 'client',
          }),
        },
      }),
  },
  {
    name: 'a client certificate that has expired, with a server that takes it',
    step: 'tls',
    state: 'warning',
    cause: /^The client certificate .*client\.pem expired on 2024-03-01$/,
    start: () =>
      tls({
        client: {
          certAndKey: root.issue({
            name: 'client',
            usage: 'client',
            from: new Date('2023-03-01'),
            until: new Date('2024-03-01'),
          }),
        },
      }),
  },
  {
    name: 'TLS without h2, as a web server has it',
    step: 'tls',
    state: 'failed',
    cause: 'PLACE speaks TLS, but offers no HTTP/2 (ALPN has no h2)',
    start: () => tls({ server: { ALPNProtocols: ['http/1.1'] }, onSocket: () => {} }),
  },
  {
    name: 'TLS without ALPN, and HTTP/1 within',
    step: 'http2',
    state: 'failed',
    cause: 'PLACE answered "HTTP/1.1 400 Bad Request": it speaks HTTP/1, not HTTP/2',
    start: () => tls({ onSocket: answering('HTTP/1.1 400 Bad Request\r\n\r\n') }),
  },
  {
    name: 'TLS without ALPN, which closes',
    step: 'http2',
    state: 'failed',
    cause:
      'PLACE agreed on no protocol in TLS (ALPN), and closed the connection before HTTP/2 began',
    start: () => tls({ onSocket: (socket) => socket.end() }),
  },
  {
    name: 'TLS 1.1 only',
    step: 'tls',
    state: 'failed',
    cause: 'PLACE speaks TLS 1.1 at most, and Duplex needs TLS 1.2 or newer',
    start: () =>
      tls({
        server: {
          minVersion: 'TLSv1.1',
          maxVersion: 'TLSv1.1',
          ciphers: 'DEFAULT@SECLEVEL=0',
        },
        onSocket: () => {},
      }),
  },
];
