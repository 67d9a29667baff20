import { printable } from '#app/core/printable.ts';

/** What answered where HTTP/2 was due. */
export interface ForeignAnswer {
  /** `it speaks HTTP/1, not HTTP/2`: what it is, as the end of a sentence. */
  readonly what: string;
  /** What of the answer shows it: at most some 100 characters. */
  readonly shown: string;
  readonly kind: 'http1' | 'tls' | 'other';
}

/** First bytes that give a protocol away, as Latin-1 text. */
const protocols: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^SSH-/, 'it is an SSH server'],
  [/^220[ -].*SMTP/i, 'it is a mail server (SMTP)'],
  [/^220[ -]/, 'it is an FTP or mail server'],
  [/^\* OK/, 'it is a mail server (IMAP)'],
  [/^\+OK/, 'it is a mail server (POP3)'],
  [/^-(?:ERR|NOAUTH|DENIED|WRONGPASS)/, 'it is a Redis server'],
  [/^.{3}\0(?:\n[\w.-]+|\xff)/s, 'it is a MySQL or MariaDB server'],
  [/^E\0\0.{2}S[A-Z]+\0/s, 'it is a PostgreSQL server'],
  [/^AMQP/, 'it is an AMQP message broker'],
  [/^RFB \d/, 'it is a VNC server'],
  [/^RTSP\//, 'it speaks RTSP'],
  [/^\s*<(?:!doctype|html|\?xml)/i, 'it speaks HTTP/1, not HTTP/2'],
];

/** What the first bytes of a server say it is. */
export function foreignAnswer(heard: Buffer): ForeignAnswer {
  const text = heard.subarray(0, 4096).toString('latin1');
  const line = printable(/^[^\r\n]*/.exec(text)?.[0] ?? '').slice(0, 80);
  if (text.startsWith('HTTP/')) {
    const server = /^server:[ \t]*([^\r\n]+)/im.exec(text)?.[1];
    const from = server === undefined ? '' : ` from ${printable(server.trim()).slice(0, 60)}`;
    return {
      kind: 'http1',
      what: 'it speaks HTTP/1, not HTTP/2',
      shown: `"${line}"${from}`,
    };
  }
  if (beginsTlsRecord(heard)) return { kind: 'tls', what: 'it speaks TLS', shown: 'a TLS record' };
  const known = protocols.find(([pattern]) => pattern.test(text));
  const shown = heard
    .subarray(0, 40)
    .toString('latin1')
    .replace(/[\r\n]+$/, '')
    .replace(/[^\x20-\x7e]/g, '·');
  return { kind: 'other', what: known?.[1] ?? 'that is not HTTP/2', shown: `"${shown}"` };
}

/** An alert (21) or a handshake (22) of SSL 3 or any TLS, which count their versions as 3.0 … 3.4. */
function beginsTlsRecord([type, major = 0, minor = 0]: Buffer): boolean {
  return (type === 21 || type === 22) && major === 3 && minor <= 4;
}
