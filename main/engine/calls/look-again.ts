import { status } from '@grpc/grpc-js';
import type { TransportOptions } from '#app/contract/target.ts';
import type { Channel } from '../channels/channel.ts';
import { isForeign } from './foreign-answer.ts';
import type { Outcome } from './outcome.ts';
import { refusedStream } from './reset-codes.ts';
import { sentences } from './sentences.ts';
import type { Circumstances } from './why-ended.ts';

interface Bounds {
  /** Asked for when there is something to look for. */
  readonly signal: () => AbortSignal;
  /** In the time of `Date.now()`. */
  readonly deadlineAt: number | undefined;
  /** The outcome by what is known now. */
  readonly retell: () => Outcome;
}

/** So long a look may take, and never longer than the call. */
const lookMs = 2000;

/**
 * The outcome with what a look at the server finds, for a call whose connection broke off without a word, or at the
 * connection of one that was late; nothing of the call is sent again. `undefined` where there is nothing to look for.
 */
export function lookAgain(
  { channel, transport }: { readonly channel: Channel; readonly transport: TransportOptions },
  outcome: Outcome,
  { attempt }: Circumstances,
  { signal, deadlineAt = Number.POSITIVE_INFINITY, retell }: Bounds,
): Promise<Outcome> | undefined {
  const { end, isSaid } = outcome;
  if (end.code === status.DEADLINE_EXCEEDED && !isSaid)
    return attempt?.lookWhetherReadable()?.then(retell);
  if (end.code !== status.UNAVAILABLE || attempt === undefined) return undefined;
  const { answer, closeCode, connection, trailers } = attempt;
  const isExplained =
    trailers !== undefined ||
    connection.goaway !== undefined ||
    closeCode === refusedStream ||
    (answer !== undefined && isForeign(answer));
  const timeoutMs = Math.min(lookMs, deadlineAt - Date.now());
  if (isExplained || timeoutMs <= 0) return undefined;
  return channel.whyLost(timeoutMs, signal(), transport).then(
    (cause) => {
      if (cause === undefined) return outcome;
      const { advice, hint, message } = cause;
      // What stood a moment ago does not lack another scheme.
      const isScheme = advice === 'tls-on' || advice === 'tls-off';
      const found = sentences(message, isScheme ? undefined : hint);
      return { ...outcome, end: { ...end, message: `${end.message} Looked at again: ${found}` } };
    },
    () => outcome,
  );
}
