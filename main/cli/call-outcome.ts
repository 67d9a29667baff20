import type { CallEnd } from '#app/contract/calls.ts';
import { Failure } from '#app/contract/result.ts';
import { numbered } from '#app/core/json-documents.ts';
import { type Call, type PlayedMessage, Player, Rhythm } from '#engine';
import { cancelled, failureExit, statusExit } from './exit-status.ts';
import type { Printer } from './printer.ts';

/** A message as it goes out where all were checked before; else what encodes it when it is its turn. */
export type ToSend = Buffer | (() => Promise<Buffer>);

/** What came of a call. */
export interface Outcome {
  readonly end: CallEnd;
  /** 0 when it was a success. */
  readonly exit: number;
}

/**
 * Sends what there is to send, as fast as it goes unless `rhythm` says otherwise, and waits for the end and for all to be printed. Rejects with the
 * `Failure` of a message that is wrong, which has cancelled the call.
 */
export async function outcomeOf(
  running: Call,
  printer: Printer,
  messages: AsyncIterable<ToSend> | undefined,
  rhythm = new Rhythm({ kind: 'fast' }),
): Promise<Outcome> {
  const fault = messages === undefined ? undefined : await sendAll(running, messages, rhythm);
  const end = await running.ended;
  await printer.drained(end);
  if (fault !== undefined) throw fault;
  return { end, exit: exitOf(running, printer, end.code) };
}

function exitOf(running: Call, printer: Printer, code: number | null): number {
  if (printer.isSatisfied) return 0;
  return running.reached || code === cancelled
    ? statusExit(code)
    : failureExit({ code: 'unreachable' });
}

/** Sends each message as it comes, or when it is due, then half-closes. Answers with what is wrong with one. */
async function sendAll(
  running: Call,
  messages: AsyncIterable<ToSend>,
  rhythm: Rhythm,
): Promise<Failure | undefined> {
  const encoded = new Encoded(messages);
  try {
    const player = new Player({ call: running, messages: encoded, rhythm });
    if (await player.play()) running.halfClose();
    return undefined;
  } catch (error) {
    if (running.state === 'ended') return undefined;
    const isWrong = error instanceof Failure && error.error.code === 'message-invalid';
    running.cancel(
      isWrong
        ? `because message ${encoded.count} to send is wrong`
        : 'because what came to be sent cannot be read',
    );
    if (isWrong) return numbered(error, encoded.count);
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** The messages of a call; one is encoded when it is asked for. */
class Encoded implements AsyncIterable<PlayedMessage> {
  readonly #messages: AsyncIterable<ToSend>;
  /** How many were asked for. */
  count = 0;

  constructor(messages: AsyncIterable<ToSend>) {
    this.#messages = messages;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<PlayedMessage> {
    for await (const message of this.#messages) {
      this.count += 1;
      yield { payload: Buffer.isBuffer(message) ? message : await message(), at: 0 };
    }
  }
}
