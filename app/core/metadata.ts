import type { MetadataPairs } from '../contract/calls.ts';
import { Failure } from '../contract/result.ts';

/** Names that gRPC or HTTP/2 set themselves. */
const reserved = new Set([
  'te',
  'content-type',
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'proxy-connection',
]);

/**
 * What is wrong with one metadata entry, as a sentence; `undefined` when it can be sent.
 * Rules: gRPC over HTTP/2, "Custom-Metadata".
 */
export function metadataFault(name: string, value: string): string | undefined {
  if (!/^[0-9a-z_.-]+$/i.test(name)) {
    return `"${name}" is not a metadata name: use letters, digits, "_", "-" and "."`;
  }
  const lower = name.toLowerCase();
  if (lower === 'user-agent') return `"${name}" is set by Duplex itself`;
  // HTTP/2 in Node keeps headers in an object, where this name is none.
  if (lower === '__proto__') return `"${name}" cannot be sent as a metadata name`;
  if (reserved.has(lower)) return `"${name}" is set by HTTP/2 and gRPC themselves`;
  if (lower.startsWith('grpc-'))
    return `"${name}" is reserved: names beginning with grpc- belong to gRPC`;
  if (lower.endsWith('-bin')) {
    return isBase64(value)
      ? undefined
      : `the value of "${name}" is not base64, as names ending in -bin need`;
  }
  const bad = /[^\x20-\x7e]/.exec(value);
  if (bad === null) return undefined;
  const point = bad[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return `the value of "${name}" holds U+${point}, and only printable ASCII can be sent; use a name ending in -bin for other bytes`;
}

/** Throws a usage {@link Failure} for the first entry that cannot be sent. */
export function checkMetadata(pairs: MetadataPairs): void {
  for (const [name, value] of pairs) {
    const fault = metadataFault(name, value);
    if (fault !== undefined) throw new Failure('usage', `Metadata: ${fault}`);
  }
}

/** Standard or URL-safe base64, with or without padding. */
function isBase64(text: string): boolean {
  const digits = text.trim().replace(/=+$/, '');
  return /^[A-Za-z0-9+/_-]*$/.test(digits) && digits.length % 4 !== 1;
}
