import type { CallSummary, Events, StartCall } from '#app/contract/index.ts';
import { Failure } from '#app/contract/result.ts';
import type { JsonForm } from '../codec/json-form.ts';
import type { HeldCall } from './held-call.ts';
import { type CallParts, LiveCall } from './live-call.ts';
import type { RecordedCall } from './recording/recorded-call.ts';
import { Recordings } from './recording/recordings.ts';

/** For whom calls are held. */
export interface Listener {
  /** Hears how the calls go on; see `Events['calls.progress']`. */
  readonly onProgress: (progress: Events['calls.progress']) => void;
  /** Where each call is recorded, so that it can be had back; a folder for this listener alone. */
  readonly folder?: string;
}

interface LiveCallsDeps {
  /** Checks all that was composed. Rejects with a `Failure`. */
  readonly prepare: (composed: Omit<StartCall, 'callId'>) => Promise<CallParts>;
  /** How much of a call's payloads stays in memory; asked at each start. */
  readonly keptBytes: () => number;
  /** How messages are shown; asked whenever one is. */
  readonly form: () => JsonForm;
}

/**
 * The calls of one listener, by the ids it made. The logs stay here; the listener hears counts and the
 * newest rows, and asks for what else it shows.
 */
export class LiveCalls {
  readonly #live = new Map<string, LiveCall>();
  readonly #recorded = new Map<string, RecordedCall>();
  readonly #recordings: Recordings | undefined;
  readonly #listener: Listener;
  readonly #deps: LiveCallsDeps;
  /** One more each time that the listener begins anew, or is gone. */
  #round = 0;
  #closed: Promise<void> | undefined;

  constructor(listener: Listener, deps: LiveCallsDeps) {
    this.#listener = listener;
    this.#deps = deps;
    if (listener.folder !== undefined)
      this.#recordings = new Recordings(listener.folder, deps.form);
  }

  /**
   * Checks what was composed, then starts. Rejects with a `Failure` before anything is sent; a usage
   * one when the id is taken.
   */
  async start({ callId, isSecret = false, ...composed }: StartCall): Promise<CallSummary> {
    const round = this.#round;
    const parts = await this.#deps.prepare(composed);
    if (round !== this.#round) throw new Failure('no-such-call', 'Nobody waits for this call');
    if (this.#find(callId) !== undefined)
      throw new Failure('usage', `There is already a call ${callId}`);
    const call = new LiveCall(callId, parts, {
      keptBytes: this.#deps.keptBytes(),
      form: this.#deps.form,
      tell: this.#listener.onProgress,
      recordings: isSecret ? undefined : this.#recordings,
    });
    this.#live.set(callId, call);
    return call.summary();
  }

  /** Throws a no-such-call `Failure`. */
  get(callId: string): HeldCall {
    const held = this.#find(callId);
    if (held === undefined) throw new Failure('no-such-call', 'This call is no longer held');
    return held;
  }

  /** Calls of a streaming method that have not ended. */
  get openStreams(): number {
    return [...this.#live.values()].filter(({ isOpenStream }) => isOpenStream).length;
  }

  /** Forgets a call and deletes its recording; ends one that is open. */
  release(callId: string): void {
    this.#live.get(callId)?.release();
    this.#live.delete(callId);
    this.#recorded.delete(callId);
    void this.#recordings?.remove(callId);
  }

  /**
   * For a listener that begins anew: gives back the calls with these ids, in this order, that are still
   * held or were recorded, and forgets all others.
   */
  async resume(callIds: readonly string[]): Promise<readonly CallSummary[]> {
    this.#round += 1;
    const round = this.#round;
    const wanted = new Set(callIds);
    for (const callId of [...this.#live.keys(), ...this.#recorded.keys()]) {
      if (!wanted.has(callId)) this.release(callId);
    }
    const held = [...wanted].filter((callId) => this.#find(callId) !== undefined);
    const missing = [...wanted].filter((callId) => this.#find(callId) === undefined);
    const recovered = (await this.#recordings?.recover(missing, held)) ?? new Map();
    // Who began anew once more meanwhile has said what is wanted now.
    if (round === this.#round) {
      for (const [callId, call] of recovered) this.#recorded.set(callId, call);
      for (const live of this.#live.values()) live.tellAnew();
    }
    return [...wanted].flatMap((callId) => this.#find(callId)?.summary() ?? []);
  }

  /** Ends what runs and lets all go, but keeps the recordings; resolves when these are written. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#round += 1;
    const open = [...this.#live.values()];
    this.#live.clear();
    this.#recorded.clear();
    await Promise.all(open.map((call) => call.close()));
    await this.#recordings?.settled();
  }

  #find(callId: string): HeldCall | undefined {
    return this.#live.get(callId) ?? this.#recorded.get(callId);
  }
}
