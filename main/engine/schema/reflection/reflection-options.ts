import type { TransportOptions } from '#app/contract/target.ts';
import { defaultLimits } from './conversation.ts';

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

/** Below 0 is unlimited. */
function atLeast(bytes: number, least: number): number {
  return bytes < 0 ? bytes : Math.max(bytes, least);
}
