import type { CallEnd } from '#app/contract/calls.ts';
import type { Failure } from '#app/contract/result.ts';
import { type JsonDocument, numbered } from '#app/core/json-documents.ts';
import type { Call } from '#engine';
import { cancelled, failureExit, statusExit } from './exit-status.ts';
import type { Printer } from './printer.ts';

/** What came of a call. */
export interface Outcome {
  readonly end: CallEnd;
  /** 0 when it was a success. */
  readonly exit: number;
}

/**
 * Sends what there is to send, and waits for the end and for all to be printed. Rejects with the
 * `Failure` of a message that is wrong, which has cancelled the call.
 */
export async function outcomeOf(
  running: Call,
  printer: Printer,
  messages: AsyncIterable<JsonDocument> | undefined,
): Promise<Outcome> {
  const fault = messages === undefined ? undefined : await sendAll(running, messages);
  const end = await running.ended;
  await printer.drained();
  if (fault !== undefined) throw fault;
  return { end, exit: exitOf(running, printer, end.code) };
}

function exitOf(running: Call, printer: Printer, code: number | null): number {
  if (printer.isSatisfied) return 0;
  return running.reached || code === cancelled
    ? statusExit(code)
    : failureExit({ code: 'unreachable' });
}

/** So many messages may wait for flow control before the next one is read. */
const mostUnderWay = 64;

/** Sends each message as it comes, then half-closes. Answers with what is wrong with a message. */
async function sendAll(
  running: Call,
  messages: AsyncIterable<JsonDocument>,
): Promise<Failure | undefined> {
  const underWay: Promise<void>[] = [];
  let fault: Failure | undefined;
  let number = 0;
  const send = async (text: string, at: number): Promise<void> => {
    try {
      await running.send(text);
    } catch (error) {
      // After the end nothing can be sent, whatever it is.
      if (running.state === 'ended') return;
      running.cancel(`because message ${at} to send is wrong`);
      fault ??= numbered(error, at);
    }
  };
  try {
    for await (const { text } of messages) {
      number += 1;
      const sending = send(text, number);
      // What is wrong with a message is mostly known at once; that it went out, when flow control lets it.
      await Promise.race([sending, Promise.resolve()]);
      if (fault !== undefined) return fault;
      underWay.push(sending);
      if (underWay.length >= mostUnderWay) await underWay.shift();
    }
    running.halfClose();
    await Promise.all(underWay);
    return fault;
  } catch (error) {
    if (running.state === 'ended') return undefined;
    running.cancel('because what came to be sent cannot be read');
    return numbered(error, number);
  }
}
