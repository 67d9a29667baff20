import type { MetadataPairs } from '#app/contract/calls.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import type { Channel } from '../channels/channel.ts';
import type { Method } from '../schema/registry.ts';
import type { Schema } from '../schema/schema.ts';
import type { CallDeadline } from './call-deadline.ts';
import type { CheckTime } from './check-time.ts';
import type { LargeCheck } from './large-text/check-large.ts';

/** What a call needs, all checked: it goes to the wire as it is. */
export interface CallOptions {
  readonly channel: Channel;
  readonly schema: Schema;
  readonly method: Method;
  readonly metadata: MetadataPairs;
  /** Those of the call, of its target, and of the engine's settings below them. */
  readonly transport: TransportOptions;
  readonly deadline: CallDeadline | undefined;
  /** The one payload of a unary or server-streaming call. */
  readonly payload: Buffer | undefined;
  /** Looks at a large message that was received, in another thread; without it, that is done in this one. */
  readonly checkAway?: (payload: Buffer) => Promise<LargeCheck>;
  /** What of received messages is checked as they come; each without it. */
  readonly checkTime?: CheckTime;
}
