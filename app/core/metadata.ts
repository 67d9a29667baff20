import type { MetadataPairs } from '../contract/calls.ts';
import { Failure } from '../contract/result.ts';

/** Names that gRPC or HTTP/2 set themselves, or that would break a request. */
const reserved = new Set([
  'te',
  'accept-encoding',
  'content-type',
  'content-length',
  'host',
  'connection',
  'http2-settings',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'proxy-connection',
]);

/** Names that HTTP allows once; Node sends no request that repeats one. */
const once = new Set(
  `access-control-allow-credentials access-control-max-age access-control-request-method age
  authorization content-encoding content-language content-location content-md5 content-range date dnt
  etag expires from if-match if-modified-since if-none-match if-range if-unmodified-since last-modified
  location max-forwards proxy-authorization range referer retry-after tk upgrade-insecure-requests
  x-content-type-options`.split(/\s+/),
);

/**
 * What is wrong with one metadata entry, as a sentence; `undefined` when it can be sent.
 * Rules: gRPC over HTTP/2, "Custom-Metadata".
 */
export function metadataFault(name: string, value: string): string | undefined {
  if (name.startsWith(':'))
    return `"${name}" is a pseudo header of HTTP/2: what it says comes from the server's address and the method`;
  if (!/^[0-9a-z_.-]+$/i.test(name)) {
    return `"${name}" is not a metadata name: use letters, digits, "_", "-" and "."`;
  }
  const lower = name.toLowerCase();
  if (lower === 'user-agent')
    return `"${name}" is set by Duplex itself; the user agent in the options is put before it`;
  // HTTP/2 in Node keeps headers in an object, where this name is none.
  if (lower === '__proto__') return `"${name}" cannot be sent as a metadata name`;
  if (reserved.has(lower)) return `"${name}" is set by HTTP/2 and gRPC themselves`;
  if (lower.startsWith('grpc-'))
    return `"${name}" is reserved: names beginning with grpc- belong to gRPC`;
  if (lower.endsWith('-bin')) {
    return value.split(',').every(isBase64)
      ? undefined
      : `the value of "${name}" is not base64, as names ending in -bin need`;
  }
  const bad = /[^\x20-\x7e]/.exec(value);
  if (bad === null) return undefined;
  const point = bad[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return `the value of "${name}" holds U+${point}, and only printable ASCII can be sent; use a name ending in -bin for other bytes`;
}

/** A row as a person has it. */
export interface MetadataRow {
  readonly name: string;
  readonly value: string;
  readonly disabled?: boolean | undefined;
}

/** What is wrong with one row, as a sentence. */
export function rowFault(row: MetadataRow): string | undefined {
  if (!isSent(row)) return undefined;
  if (row.name.trim() === '') return 'This value has no name';
  return metadataFault(row.name.trim(), row.value);
}

export function isSent({ name, value, disabled }: MetadataRow): boolean {
  return disabled !== true && (name.trim() !== '' || value !== '');
}

/**
 * HTTP/2 here sends 64 KB of headers with a request, each counted with 12 bytes more, and breaks the connection
 * off over a larger one. What is left is for the headers of gRPC itself.
 */
const mostBytes = 64 * 1024 - 2048;
const bytesOfEach = 12;

/**
 * Throws a usage {@link Failure} for the first entry that cannot be sent, by itself or once more, and for more
 * than can be sent together.
 */
export function checkMetadata(pairs: MetadataPairs): void {
  if (pairs.length === 0) return;
  const sent = new Set<string>();
  for (const [name, value] of pairs) {
    const lower = name.toLowerCase();
    const fault =
      metadataFault(name, value) ??
      (once.has(lower) && sent.has(lower)
        ? `"${name}" is given twice, and HTTP allows it once`
        : undefined);
    if (fault !== undefined) throw new Failure('usage', `Metadata: ${fault}`);
    sent.add(lower);
  }
  const bytes = pairs.reduce(
    (sum, [name, value]) => sum + bytesOfEach + name.length + value.length,
    0,
  );
  if (bytes <= mostBytes) return;
  throw new Failure(
    'usage',
    `Metadata: all of it is ${Math.ceil(bytes / 1024)} KB, and a request carries ${mostBytes / 1024} KB at most`,
    'Send less, or in the message; most servers take 8 or 16 KB',
  );
}

/** Standard or URL-safe base64, of one value, with or without padding. */
function isBase64(text: string): boolean {
  const [, digits, padding = ''] = /^([A-Za-z0-9+/_-]*)(={0,2})$/.exec(text.trim()) ?? [];
  if (digits === undefined || digits.length % 4 === 1) return false;
  return padding === '' || (digits.length + padding.length) % 4 === 0;
}
