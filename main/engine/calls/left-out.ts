import { status } from '@grpc/grpc-js';
import type { Method } from '../schema/registry.ts';
import type { Exchange } from './exchange.ts';

/** What the server left out, or did too often, though it ended the call by itself. */
export function leftOut(
  { kind }: Method,
  code: number | null,
  received: number,
  exchange: Exchange | undefined,
): readonly string[] {
  const unfinished = exchange?.unfinished;
  if (unfinished !== undefined && exchange?.attempt?.trailers !== undefined) {
    const { prefix, came } = unfinished;
    const whole = prefix === undefined ? '5 bytes of its prefix' : `${prefix.length} bytes`;
    return [`Message ${received + 1} broke off: ${came} of the ${whole} came`];
  }
  const answersMany = kind === 'server-streaming' || kind === 'bidi-streaming';
  if (code !== status.OK || answersMany || received === 1) return [];
  return [
    received === 0
      ? 'The server ended with OK and no message, though this method answers with one'
      : `The server sent ${received} messages, though this method answers with one`,
  ];
}
