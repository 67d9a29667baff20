import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http2';
import type { MetadataPairs } from '#app/contract/calls.ts';

/** The end of an answer as HTTP/2 has it. */
export interface Trailers {
  /** `grpc-status` as it came; those that differ, joined by commas. */
  readonly status: string | undefined;
  /** It is there more than once, which grpc-js takes for no number. */
  readonly isRepeated: boolean;
  /** `grpc-message`, decoded as far as it can be. */
  readonly message: string;
  /** All others. */
  readonly metadata: MetadataPairs;
}

/** Whether a content type is that of gRPC itself, whatever its messages are written in; gRPC-Web is another. */
export function isGrpcType(contentType: string): boolean {
  return /^application\/grpc(?:[+;]|$)/i.test(contentType);
}

/** Headers as they were sent, pseudo headers first. */
export function sentPairs(headers: OutgoingHttpHeaders = {}): MetadataPairs {
  const pseudo: [string, string][] = [];
  const others: [string, string][] = [];
  // Without a prototype, as Node has them.
  for (const name in headers) {
    const value = headers[name] ?? '';
    const pairs = name.startsWith(':') ? pseudo : others;
    if (typeof value === 'object') for (const one of value) pairs.push([name, one]);
    else pairs.push([name, String(value)]);
  }
  pseudo.push(...others);
  return pseudo;
}

/**
 * Headers as they came, without pseudo headers. `raw` has names and values in turn, in their order and
 * with repeats, which the object has joined; Node gives it along.
 */
export function receivedPairs(
  headers: IncomingHttpHeaders,
  raw: readonly string[] = Object.entries(headers).flatMap(([name, value = '']) =>
    [value].flat().flatMap((one) => [name, one]),
  ),
): MetadataPairs {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? '';
    const value = raw[at + 1] ?? '';
    if (name.startsWith(':')) continue;
    if (!name.endsWith('-bin')) pairs.push([name, headerText(value)]);
    // Several values of one name may come joined.
    else for (const one of value.split(',')) pairs.push([name, paddedBase64(one.trim())]);
  }
  return pairs;
}

/** Trailers, or headers that are an answer's end, taken apart. */
export function toTrailers(pairs: MetadataPairs): Trailers {
  const first = (wanted: string) => pairs.find(([name]) => name === wanted)?.[1];
  const metadata = pairs.filter(([name]) => name !== 'grpc-status' && name !== 'grpc-message');
  const message = percentDecoded(first('grpc-message') ?? '');
  const said = pairs.filter(([name]) => name === 'grpc-status').map(([, value]) => value);
  if (said.length < 2) return { status: said[0], isRepeated: false, message, metadata };
  return { status: [...new Set(said)].join(', '), isRepeated: true, message, metadata };
}

/**
 * The specification of gRPC ("Status-Message") asks to decode what can be decoded; a URI's decoder gives
 * up altogether at a wrong escape.
 */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

/** Bytes beyond ASCII, which no header should have: UTF-8 where they are that, else Latin-1 as Node has it. */
function headerText(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value;
  const text = Buffer.from(value, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? value : text;
}

/** What is no base64 stays as it came, to be looked at. */
function paddedBase64(value: string): string {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(value)
    ? Buffer.from(value, 'base64').toString('base64')
    : value;
}
