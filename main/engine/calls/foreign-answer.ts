import { STATUS_CODES } from 'node:http';
import { status } from '@grpc/grpc-js';
import { printable } from '#app/core/printable.ts';
import type { Answer } from './attempt.ts';

const longestName = 100;
const longestQuote = 200;
const longestPage = 500;

/** An answer that is not gRPC, in one sentence: `HTTP 502 (Bad Gateway) from nginx with text/html, not gRPC`. */
export function foreignAnswerText(answer: Answer): string {
  const reason = STATUS_CODES[answer.httpStatus];
  const http = `HTTP ${answer.httpStatus}${reason === undefined ? '' : ` (${reason})`}`;
  const from = answer.server === '' ? '' : ` from ${brief(answer.server)}`;
  const type = foreignType(answer.contentType);
  const what = answer.isGrpc
    ? ' and no gRPC status'
    : ` with ${type}, ${isWeb(answer.contentType) ? 'which is gRPC-Web' : 'not gRPC'}`;
  const said = quoted(answer);
  return `${http}${from}${what}${said === '' ? '' : `: ${said}`}`;
}

/** Whether an answer is none of gRPC's by its HTTP status or content type; a status of gRPC may come with it all the same. */
export function isForeign({ httpStatus, isGrpc }: Answer): boolean {
  return !isGrpc || httpStatus !== 200;
}

/** The content type of an answer that is not gRPC's, for a person. */
export function foreignType(contentType: string): string {
  return contentType === '' ? 'no content type' : brief(contentType);
}

function isWeb(contentType: string): boolean {
  return contentType.startsWith('application/grpc-web');
}

/** That a server writes its messages in something else than protobuf; `undefined` where it does not say so. */
export function otherCodecText(answer: Answer | undefined): string | undefined {
  const [, codec] = /^application\/grpc\+([^;\s]+)/i.exec(answer?.contentType ?? '') ?? [];
  if (answer === undefined || codec === undefined || /^proto(?:buf)?$/i.test(codec))
    return undefined;
  const type = brief(answer.contentType);
  return `The server says its messages are ${brief(codec)} (${type}), and Duplex reads protobuf`;
}

/** What to try, by the HTTP status. */
export function foreignAnswerHint({ httpStatus, location, contentType }: Answer): string {
  if (isWeb(contentType))
    return 'Use the port where the server speaks gRPC itself, or a path without the translation for browsers';
  if (httpStatus >= 300 && httpStatus < 400 && location !== '')
    return `It sends on to ${brief(location)}, which gRPC does not follow: use that address`;
  switch (httpStatus) {
    case 401:
    case 403:
    case 407:
      return 'It wants to know who calls: add the metadata that it asks for, such as authorization';
    case 413:
      return 'The message is larger than it takes: send less, or raise the limit of the server, or of the proxy before it';
    case 429:
      return 'It takes no more calls for now: try again later';
    case 431:
      return 'The metadata is larger than it takes: send less of it';
    // Of Amazon's load balancers alone.
    case 464:
      return 'The load balancer passes on another protocol: set its target group to gRPC';
    case 502:
    case 503:
    case 504:
      return 'A proxy may have answered for a server that it did not reach: check the server behind it';
    default:
      return 'Check the port and the path';
  }
}

/** The status that gRPC gives to an HTTP status (http-grpc-status-mapping.md). */
export function foreignAnswerStatus(httpStatus: number): number {
  switch (httpStatus) {
    case 400:
      return status.INTERNAL;
    case 401:
      return status.UNAUTHENTICATED;
    case 403:
      return status.PERMISSION_DENIED;
    case 404:
      return status.UNIMPLEMENTED;
    case 429:
    case 502:
    case 503:
    case 504:
      return status.UNAVAILABLE;
    default:
      return status.UNKNOWN;
  }
}

/** The first bytes as text, of a web page its words alone; in hexadecimal where they are no text. */
function quoted({ body, contentType }: Answer): string {
  const text = body.toString('utf8');
  if (text.includes('\0') || text.slice(0, longestQuote).includes('\ufffd'))
    return `bytes ${body.subarray(0, 16).toString('hex')}${body.length > 16 ? '…' : ''}`;
  const words = contentType.startsWith('text/html') ? text.replace(/<[^>]*>?/g, ' ') : text;
  const line = printable(words.replace(/\s+/g, ' ').trim());
  if (line === '') return '';
  return `“${line.length > longestQuote ? `${line.slice(0, longestQuote)}…` : line}”`;
}

/** What came instead of gRPC, what to try, and of a web page, of which the first has the words alone, its first bytes. */
export function foreignAnswerWarning(place: string, answer: Answer): string {
  const page = pageAsItCame(answer);
  const told = `${place} answered ${foreignAnswerText(answer)}. ${foreignAnswerHint(answer)}`;
  return page === '' ? told : `${told}. As it came: ${page}`;
}

function pageAsItCame(answer: Answer): string {
  const text = printable(answer.body.toString('utf8').replace(/\s+/g, ' ').trim());
  if (!answer.contentType.startsWith('text/html') || quoted(answer) === `“${text}”`) return '';
  return text.length > longestPage ? `${text.slice(0, longestPage)}…` : text;
}

function brief(text: string): string {
  return printable(text.length > longestName ? `${text.slice(0, longestName)}…` : text);
}
