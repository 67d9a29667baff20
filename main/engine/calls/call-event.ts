import type { CallEnd, ConnectedEvent, MetadataPairs } from '#app/contract/calls.ts';

/**
 * What a call tells as it happens: a timeline event whose message is still its payload, so that JSON
 * is made only for what somebody looks at. `at`: milliseconds since the start.
 */
export type CallEvent = MessageCallEvent | OtherCallEvent;

/** Hears every event of a call, in order; `start` before the call's constructor returns. */
export type OnEvent = (event: CallEvent) => void;

export interface MessageCallEvent {
  readonly at: number;
  readonly type: 'sent' | 'received';
  readonly index: number;
  readonly payload: Buffer;
  readonly wireBytes?: number;
}

export type OtherCallEvent = { readonly at: number } & (
  | {
      readonly type: 'start';
      readonly method: string;
      readonly target: string;
      readonly metadata: MetadataPairs;
    }
  | ConnectedEvent
  | { readonly type: 'headers'; readonly metadata: MetadataPairs }
  | { readonly type: 'half-close' }
  | { readonly type: 'cancel' }
  | { readonly type: 'warning'; readonly text: string; readonly index?: number }
  | ({ readonly type: 'end' } & CallEnd)
);
