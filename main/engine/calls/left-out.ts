import { status } from '@grpc/grpc-js';
import type { CallEnd } from '#app/contract/calls.ts';
import { statusName } from '#app/core/status.ts';
import type { Method } from '../schema/registry.ts';
import type { Exchange } from './exchange.ts';
import type { Circumstances } from './why-ended.ts';

/**
 * How a call ended when the server, which ended it by itself, left something out or did it too often: an OK
 * is none then, but INTERNAL as gRPC's libraries have it; beside another status it is a warning.
 */
export function withLeftOut(
  end: CallEnd,
  method: Method,
  { place, received }: Pick<Circumstances, 'place' | 'received'>,
  exchange: Exchange | undefined,
): { readonly end: CallEnd; readonly warnings: readonly string[] } {
  const cut = cutOff(received, exchange);
  if (end.code !== status.OK)
    return { end, warnings: cut === undefined ? [] : [`M${cut.slice(1)}`] };
  const left = cut ?? wrongCount(method, received);
  if (left === undefined) return { end, warnings: [] };
  const why = received > 1 && cut === undefined ? otherSchema : brokenOff;
  const code = status.INTERNAL;
  const message = `${place} ended the call with OK, but ${left}. ${why}.`;
  return { end: { ...end, code, status: statusName(code), message }, warnings: [] };
}

const brokenOff = 'It, or a proxy before it, may have broken off';
/** Who breaks off sends less, not more. */
const otherSchema =
  'By its own schema the method may be a stream, and this one be older: read the schema again';

function cutOff(received: number, exchange: Exchange | undefined): string | undefined {
  const unfinished = exchange?.unfinished;
  if (unfinished === undefined || exchange?.attempt?.trailers === undefined) return undefined;
  const { prefix, came } = unfinished;
  const whole = prefix === undefined ? '5 bytes of its prefix' : `${prefix.length} bytes`;
  return `message ${received + 1} broke off: ${came} of the ${whole} came`;
}

function wrongCount({ kind }: Method, received: number): string | undefined {
  const answersMany = kind === 'server-streaming' || kind === 'bidi-streaming';
  if (answersMany || received === 1) return undefined;
  const came = received === 0 ? 'no message' : `${received} messages`;
  return `sent ${came}, and this method answers with one`;
}
