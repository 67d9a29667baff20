import type { TransportOptions } from '../contract/target.ts';

const none: TransportOptions = {};

/** Options in two layers, the later ones winning over the earlier ones. */
export function mergeOptions(
  earlier: TransportOptions | undefined,
  later: TransportOptions | undefined,
): TransportOptions {
  if (earlier === undefined || later === undefined) return earlier ?? later ?? none;
  return { ...earlier, ...later };
}
