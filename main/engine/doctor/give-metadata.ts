import { status } from '@grpc/grpc-js';
import type { Face } from '#app/core/face.ts';

/** What to try where a status says that the server wants to know who asks; `undefined` for any other. */
export function giveMetadata(code: number | null, { metadata }: Face): string | undefined {
  return code === status.UNAUTHENTICATED || code === status.PERMISSION_DENIED
    ? `Give the metadata that it wants, such as authorization: ${metadata}`
    : undefined;
}
