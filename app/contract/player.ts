import * as v from 'valibot';
import { callId, messageText } from './calls.ts';
import { variable } from './workspace.ts';

/** Bounds of how messages are played; the page offers no more. */
export const playBounds = {
  /** Times as fast as they were sent. */
  speed: { min: 0.1, max: 100 },
  /** Milliseconds. */
  interval: { min: 0, max: 24 * 60 * 60 * 1000 },
  repeat: { min: 1, max: 1_000_000 },
} as const;

function within(name: keyof typeof playBounds) {
  const { min, max } = playBounds[name];
  return v.pipe(v.number(), v.minValue(min), v.maxValue(max));
}

const namedTexts = v.pipe(v.array(v.tuple([v.string(), v.string()])), v.maxLength(10_000));

/** What variables stand for, of those that messages use. */
const playValues = v.object({
  variables: v.pipe(v.array(variable), v.maxLength(10_000)),
  secrets: namedTexts,
  env: namedTexts,
});
export type PlayValues = v.InferOutput<typeof playValues>;

const playSource = v.variant('kind', [
  /**
   * JSON documents one after the other, without variables; or with such that generate something, and all that
   * they use: then each message is made when it is sent.
   */
  v.object({ kind: v.literal('messages'), text: messageText, values: v.exactOptional(playValues) }),
  /** What was sent in a call that is over: one that is held, or one of the history. */
  v.object({ kind: v.literal('call'), callId }),
]);

const playRhythm = v.variant('kind', [
  /** The times between them that a past call had. */
  v.object({ kind: v.literal('recorded'), speed: within('speed') }),
  /** `jitter` 0.2: each time between them is up to a fifth longer or shorter than `ms`. */
  v.object({
    kind: v.literal('interval'),
    ms: within('interval'),
    jitter: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  }),
  /** As fast as flow control lets them go. */
  v.object({ kind: v.literal('fast') }),
]);
export type PlayRhythm = v.InferOutput<typeof playRhythm>;

/** Messages to send into an open client or bidi stream, by themselves, and when each of them goes. */
export const playing = v.object({
  source: playSource,
  rhythm: playRhythm,
  /** How often all of them are sent. */
  repeat: v.pipe(within('repeat'), v.integer()),
  /** Half-closes after the last, unless it was stopped before. */
  thenFinish: v.boolean(),
});
export type Playing = v.InferOutput<typeof playing>;

/** How far a playing has come, or came. */
export interface Played {
  /** Messages that flow control let go. */
  readonly sent: number;
  /** Messages of a past call that are no longer there, or not of the type; each was warned of. */
  readonly skipped: number;
  readonly of: number;
  readonly isPlaying: boolean;
}
