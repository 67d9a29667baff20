import { gunzip, inflate } from 'node:zlib';
import { status } from '@grpc/grpc-js';
import { type ToldEnd, toldEnd } from '#engine/calls/why-ended.ts';

const ways = { gzip: gunzip, deflate: inflate };

/** Why a message cannot be had, in the words in which grpc-js would tell it. */
export class UnreadableMessage extends Error {
  readonly told: ToldEnd;

  constructor(code: number | undefined, details: string) {
    super(details);
    this.told = toldEnd({ ...(code !== undefined && { code }), details });
  }
}

/**
 * A packed message as it was before that, of at most so many bytes; rejects with an {@link UnreadableMessage}. grpc-js
 * would unpack as much as the largest message of a call may have.
 */
export function unpacked(packed: Buffer, encoding: string, most: number): Promise<Buffer> {
  if (!Object.hasOwn(ways, encoding)) return Promise.reject(new UnreadableMessage(undefined, ''));
  const unpack = ways[encoding as keyof typeof ways];
  return new Promise((resolve, reject) => {
    unpack(packed, { maxOutputLength: most }, (error: NodeJS.ErrnoException | null, message) => {
      if (error === null) resolve(message);
      else if (error.code === 'ERR_BUFFER_TOO_LARGE') reject(tooLargeUnpacked(most));
      else reject(new UnreadableMessage(status.INTERNAL, `Failed to decompress: ${error.message}`));
    });
  });
}

function tooLargeUnpacked(most: number): UnreadableMessage {
  const details = `Received message that decompresses to a size larger than ${most}`;
  return new UnreadableMessage(status.RESOURCE_EXHAUSTED, details);
}

/** Of a message that says before it comes that it is too large. */
export function tooLarge(bytes: number, most: number): UnreadableMessage {
  const details = `Received message larger than max (${bytes} vs ${most})`;
  return new UnreadableMessage(status.RESOURCE_EXHAUSTED, details);
}
