import { status } from '@grpc/grpc-js';
import type { CallEnd } from '#app/contract/calls.ts';
import { Failure } from '#app/contract/result.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import { statusName } from '#app/core/status.ts';
import { targetPlace } from '#app/core/target.ts';
import type { Channel } from '../channels/channel.ts';
import { type CallDeadline, deadlineName } from './call-deadline.ts';
import { sentences } from './sentences.ts';
import { cancelledText } from './why-ended.ts';

/** Of a call that no connection stood for. */
interface Unreached {
  readonly channel: Channel;
  readonly transport: TransportOptions;
  /** The deadline, when it is what ended the call. */
  readonly passed: CallDeadline | undefined;
  /** Why it was cancelled here, when it was. */
  readonly cancelled: string | undefined;
}

/** How such a call ends; `error` is what opening the channel rejected with. */
export async function unreachedEnd(call: Unreached, error: unknown): Promise<CallEnd> {
  const [code, message] = await whyUnreached(call, error);
  return { code, status: statusName(code), message, details: [], trailers: [] };
}

async function whyUnreached(call: Unreached, error: unknown): Promise<[number, string]> {
  const { cancelled, passed } = call;
  if (cancelled !== undefined)
    return [status.CANCELLED, `${cancelledText(cancelled)}, before the connection stood`];
  if (passed !== undefined)
    return [status.DEADLINE_EXCEEDED, await whyNotReady(call, passed, error)];
  if (!(error instanceof Failure)) return [status.UNKNOWN, String(error)];
  return [status.UNAVAILABLE, sentences(error.error.message, error.error.hint)];
}

/** So long a call whose deadline has passed may take to say why. */
const lastLookMs = 500;

/** That the deadline passed before the target was connected, and why; `error` tells, or a look at the server. */
async function whyNotReady(
  { channel, transport }: Unreached,
  deadline: CallDeadline,
  error: unknown,
): Promise<string> {
  const passed = `${deadlineName(deadline)} passed before ${targetPlace(channel.target)} was connected`;
  const { signal } = new AbortController();
  const cause =
    error instanceof Failure
      ? error.error
      : await channel.whyLost(lastLookMs, signal, transport).catch(() => undefined);
  return cause === undefined ? passed : `${passed}. ${sentences(cause.message, cause.hint)}`;
}
