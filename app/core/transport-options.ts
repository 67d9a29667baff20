import type { TransportOptions } from '../contract/target.ts';

/** Options in layers, the later ones winning over the earlier ones. */
export function mergeOptions(
  ...layers: readonly (TransportOptions | undefined)[]
): TransportOptions {
  return Object.assign({}, ...layers);
}
