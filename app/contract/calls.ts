import * as v from 'valibot';
import type { Played } from './player.ts';
import { schemaRef } from './schema.ts';
import { transportOptions } from './target.ts';

/** Metadata in order, with repeats. Values of `-bin` names are base64. */
export type MetadataPairs = readonly (readonly [name: string, value: string])[];

/** JSON as `JSON.parse` gives it. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * One event of a call. A call is an append-only list of these: one `start` first, one `end` last,
 * `seq` from 0 without gaps, `at` in milliseconds since the start, monotonic.
 */
export type TimelineEvent = { readonly seq: number; readonly at: number } & (
  | {
      readonly type: 'start';
      readonly method: string;
      readonly target: string;
      readonly metadata: MetadataPairs;
    }
  | ConnectedEvent
  | MessageEvent<'sent'>
  | { readonly type: 'headers'; readonly metadata: MetadataPairs }
  | MessageEvent<'received'>
  | { readonly type: 'half-close' }
  | { readonly type: 'cancel' }
  | { readonly type: 'warning'; readonly text: string; readonly index?: number }
  | ({ readonly type: 'end' } & CallEnd)
);

/** Told once for each attempt of a call that reaches HTTP/2. */
export interface ConnectedEvent {
  readonly type: 'connected';
  /** Milliseconds for each step of connecting, where they are known. */
  readonly ms: { readonly [step: string]: number };
  /** The connection stood already, `ms` before this call. */
  readonly reused?: true;
  readonly tls?: ConnectedTls;
  /** From 2, when the call was tried again. */
  readonly attempt?: number;
  /** The request headers as really sent, pseudo headers first. */
  readonly request?: MetadataPairs;
}

/** What a connection agreed on in TLS, and the certificate of the server; times are ISO 8601. */
export interface ConnectedTls {
  readonly version: string;
  readonly alpn?: string;
  readonly cipher?: string;
  /** Any certificate was accepted. */
  readonly insecure?: true;
  readonly certificate?: {
    readonly subject: string;
    readonly issuer: string;
    /** The first ten. */
    readonly names: readonly string[];
    readonly validTo: string;
  };
}

/** `index` counts from 1 for each direction; `bytes` is the uncompressed payload without prefix. */
interface MessageEvent<Type extends 'sent' | 'received'> {
  readonly type: Type;
  readonly index: number;
  readonly bytes: number;
  /** The payload as it was on the wire, compressed or not, without prefix; where it is known. */
  readonly wireBytes?: number;
  /** Canonical proto JSON; `null` with `raw` (base64) when the payload is not of its type. */
  readonly message: Json;
  readonly raw?: string;
}

/** How a call ended. `code` and `status` are as they came, also when they are none of the 17. */
export interface CallEnd {
  readonly code: number | null;
  readonly status: string;
  readonly message: string;
  /** `google.rpc.Status` details as canonical JSON of `Any`. */
  readonly details: readonly Json[];
  readonly trailers: MetadataPairs;
}

/** Names a call, or a diagnosis; made by whoever asks for it. */
export const callId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));

/** A message as typed: JSON text of at most 256 MB. */
export const messageText = v.pipe(v.string(), v.maxLength(256 * 1024 * 1024));

/** What a call has that may not be written down. */
export const callSecrets = v.union([
  /** Nothing of the call may: it is in no file, and is listed as long as it is held. */
  v.literal('unkept'),
  /**
   * These texts: what is kept of the call has asterisks in their place, and its metadata, and its target where that
   * is given, as they were written, with their variables.
   */
  v.object({
    texts: v.array(v.pipe(v.string(), v.minLength(1))),
    metadata: v.array(v.tuple([v.string(), v.string()])),
    target: v.optional(v.string()),
  }),
]);
export type CallSecrets = v.InferOutput<typeof callSecrets>;

/** A call as composed. What it says is checked before anything is sent. */
export const startCall = v.object({
  /** Made by the caller before the start, so that no event can be missed. */
  callId,
  schema: schemaRef,
  /** `pkg.Service/Method`. */
  method: v.string(),
  /** What the person calls it, which the history lists it by. */
  title: v.optional(v.pipe(v.string(), v.maxLength(400))),
  metadata: v.array(v.tuple([v.string(), v.string()])),
  /** `5s`, `300ms`, `1m`; empty for none. */
  deadline: v.string(),
  /** The one message of a unary or server-streaming call; absent for client and bidi streams. */
  message: v.optional(messageText),
  /** They win over those of the schema's target. */
  options: v.optional(transportOptions),
  secrets: v.optional(callSecrets),
});
export type StartCall = v.InferOutput<typeof startCall>;

/** Once the connection stands, a unary call is `waiting`, any other `streaming`. */
export type CallPhase = 'connecting' | 'waiting' | 'streaming' | 'ended';

/** When things happened first, in milliseconds since the start; what is absent has not. */
export interface CallTiming {
  /** Milliseconds for each step of connecting; empty when the connection stood already. */
  readonly steps: { readonly [step: string]: number };
  readonly connected?: number;
  readonly sent?: number;
  readonly headers?: number;
  readonly received?: number;
  /** Of the newest received message. */
  readonly lastReceived?: number;
}

/**
 * Of a bidi stream: how long it took from Sent N to Received N, in milliseconds, of so many answers; or why
 * its messages do not pair up one to one.
 */
export type RoundTrips =
  | {
      readonly isPaired: true;
      readonly count: number;
      readonly p50: number;
      readonly p90: number;
      readonly p99: number;
      readonly max: number;
    }
  | { readonly isPaired: false; readonly why: string };

/** A call that has come to as much as is kept of one. Sizes are bytes. */
export interface FullCall {
  /** What has no more room for it. */
  readonly place: 'disk' | 'memory';
  /** How much has come, wherever it is kept. */
  readonly bytes: number;
  /** Up to where it would go on if all of it is to be kept. */
  readonly next: number;
}

/** The state of a call in a few numbers, as the window shows it. */
export interface CallSummary {
  readonly callId: string;
  readonly method: string;
  readonly target: string;
  readonly phase: CallPhase;
  /** Events so far; rows 0 … events-1 can be asked for. */
  readonly events: number;
  readonly sent: number;
  readonly received: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Milliseconds since the start, of the last event once the call has ended. */
  readonly elapsed: number;
  /** Milliseconds, when the call has one. */
  readonly deadline?: number;
  readonly halfClosed: boolean;
  /**
   * Nothing is received, which holds the server back: because that was asked for, until it is chosen how to go
   * on, or until the disk has caught up.
   */
  readonly paused?: 'asked' | 'full' | 'disk';
  /** It waits for that choice: `calls.whenFull`. */
  readonly full?: FullCall;
  /** Of messages that are sent by themselves: how far the newest playing came. */
  readonly played?: Played;
  /** Of the events so many are not whole any more, for the call is larger than what is kept of one; 0 without it. */
  readonly letGo?: number;
  /** Why the history lacks the end of it, in a sentence. */
  readonly cutOff?: string;
  /** What the history lacks of it is in memory as long as the call is held, and then nowhere. */
  readonly inMemory?: true;
  readonly timing: CallTiming;
  /** Absent until there is an answer. */
  readonly roundTrips?: RoundTrips;
  /** The request headers as really sent, of the newest attempt. */
  readonly request?: MetadataPairs;
  readonly headers?: MetadataPairs;
  readonly end?: CallEnd;
}

/** How far a call had come, `at` milliseconds since its start. */
export type CourseSample = Readonly<
  Pick<CallSummary, 'sent' | 'received' | 'bytesSent' | 'bytesReceived'> & { at: number }
>;
/** No course has more samples. */
export const mostCourseSamples = 600;

/** One line of the timeline as the list draws it. */
export interface TimelineRow {
  readonly seq: number;
  readonly at: number;
  readonly type: TimelineEvent['type'];
  /** Of `sent`, `received` and of a warning about a message. */
  readonly index?: number;
  /** Of `sent` and `received`. */
  readonly bytes?: number;
  /** The same as it was on the wire, where that is known and differs. */
  readonly wireBytes?: number;
  /** Nothing is known of the event any more, not even what it was; `at` is no later than it was. */
  readonly isLost?: true;
  /** At most 200 characters of text: compact JSON of a message, a status, metadata in brief. */
  readonly preview: string;
}

/** The whole of one event. Message texts are canonical JSON, indented by two spaces. */
export interface EventDetail {
  readonly row: TimelineRow;
  /** JSON text to show: the message, the metadata as an array of pairs, or the end. */
  readonly text: string;
  /** Characters that `text` leaves out at its end because the whole would be too long to show. */
  readonly omitted: number;
  /** The message is so large that its text, which is empty here, stays in the engine: `texts.open`. */
  readonly isLarge?: true;
  /** What of a message the text does not have, in a sentence. */
  readonly note?: string;
}
