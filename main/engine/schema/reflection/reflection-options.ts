import type { TransportOptions } from '#app/contract/target.ts';
import { largestMessage } from '#engine/channels/channel-options.ts';
import { type ConversationLimits, defaultLimits } from './conversation.ts';

/** A question that names a symbol is far shorter. */
const longestQuestion = 1024 * 1024;

/**
 * The options of a target as its reflection is asked with them: how large a message may be is meant for
 * calls, and a schema may well be larger than the messages it describes.
 */
export function reflectionOptions(options: TransportOptions = {}): TransportOptions {
  const { maxReceiveBytes = 0, maxSendBytes } = options;
  return {
    ...options,
    maxReceiveBytes: atLeast(maxReceiveBytes, defaultLimits.mostBytes),
    ...(maxSendBytes !== undefined && { maxSendBytes: atLeast(maxSendBytes, longestQuestion) }),
  };
}

/** How much a server may answer; one message as much as one of a call where more than is usual was asked for. */
export function reflectionLimits({
  maxReceiveBytes = 0,
}: TransportOptions = {}): ConversationLimits {
  const asked = maxReceiveBytes < 0 ? largestMessage : maxReceiveBytes;
  return { ...defaultLimits, mostMessage: atLeast(asked, defaultLimits.mostMessage) };
}

/** Below 0 is unlimited. */
function atLeast(bytes: number, least: number): number {
  return bytes < 0 ? bytes : Math.max(bytes, least);
}
