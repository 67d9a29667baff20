import type { ExportNews, FoundNews } from '#app/contract/call-filter.ts';
import type { HistoryPage, HistoryPlace, PastSummary } from '#app/contract/history.ts';
import type { CallSummary, Events, StartCall, TextInfo } from '#app/contract/index.ts';
import type { Playing } from '#app/contract/player.ts';
import { Failure } from '#app/contract/result.ts';
import type { JsonForm } from '../codec/json-form.ts';
import type { Decoder } from './decoder/decoder.ts';
import { CallExports } from './export/call-exports.ts';
import { CallFilters } from './filter/call-filters.ts';
import type { EventForm, HeldCall } from './held-call.ts';
import type { History } from './history/history.ts';
import { StoredCall } from './history/stored-call.ts';
import type { Keeping } from './keeping.ts';
import type { TextFollower } from './large-text/held-text.ts';
import { MessageTexts, type SharedTexts } from './large-text/message-texts.ts';
import { type CallParts, LiveCall } from './live-call.ts';

/** For whom calls are held. */
export interface Listener {
  /** Hears how the calls go on; see `Events['calls.progress']`. */
  readonly onProgress: (progress: Events['calls.progress']) => void;
  /** Hears what filters find; see `Events['calls.found']`. */
  readonly onFound?: (news: FoundNews) => void;
  /** Hears how exports go on; see `Events['calls.exported']`. */
  readonly onExported?: (news: ExportNews) => void;
  /** Where each call is kept, so that it can be had back; listeners of one folder share a history. */
  readonly folder?: string;
  /** Hears how the texts of large messages go on. */
  readonly texts?: TextFollower;
}

const nobody: TextFollower = { onText: () => {}, onFound: () => {} };

interface LiveCallsDeps {
  /** Checks all that was composed. Rejects with a `Failure`. */
  readonly prepare: (composed: Omit<StartCall, 'callId'>) => Promise<CallParts>;
  /** How much of a call stays in memory and on the disk; asked at each start. */
  readonly limits: () => Keeping;
  /** The history of the listener's folder, if it has one. */
  readonly history: History | undefined;
  /** Whoever made it closes it. */
  readonly decoder: Decoder;
  /** How messages are shown; asked whenever one is. */
  readonly form: () => JsonForm;
  readonly texts: SharedTexts;
}

/**
 * The calls of one listener, by the ids it made. The logs stay here; the listener hears counts and the
 * newest rows, and asks for what else it shows.
 */
export class LiveCalls {
  readonly filters: CallFilters;
  readonly exports: CallExports;
  /** Of the large messages that are looked at. */
  readonly texts: MessageTexts;
  readonly #live = new Map<string, LiveCall>();
  readonly #stored = new Map<string, StoredCall>();
  /** Calls that were released and have not ended yet. */
  readonly #leaving = new Set<Promise<void>>();
  readonly #listener: Listener;
  readonly #deps: LiveCallsDeps;
  /** One more each time that the listener begins anew, or is gone. */
  #round = 0;
  #closed: Promise<void> | undefined;

  constructor(listener: Listener, deps: LiveCallsDeps) {
    this.#listener = listener;
    this.#deps = deps;
    const timelineOf = (callId: string) => this.get(callId).timeline;
    const { onFound = () => {}, onExported = () => {} } = listener;
    this.filters = new CallFilters(deps.decoder, timelineOf, onFound);
    const { decoder, texts } = deps;
    this.exports = new CallExports(
      { decoder, writer: texts.writer },
      (callId) => this.get(callId),
      onExported,
    );
    this.texts = new MessageTexts(deps.texts, listener.texts ?? nobody);
  }

  /**
   * Checks what was composed, then starts. Rejects with a `Failure` before anything is sent; a usage
   * one when the id is taken.
   */
  async start({ callId, title, secrets, ...composed }: StartCall): Promise<CallSummary> {
    const round = this.#round;
    const parts = await this.#deps.prepare(composed);
    if (round !== this.#round) throw new Failure('no-such-call', 'Nobody waits for this call');
    if (this.#find(callId) !== undefined)
      throw new Failure('usage', `There is already a call ${callId}`);
    const call = new LiveCall(callId, this.#checkedAway(parts), {
      keeping: this.#deps.limits(),
      form: this.#deps.form,
      tell: this.#listener.onProgress,
      history: this.#deps.history,
      secrets,
      title,
    });
    this.#live.set(callId, call);
    return call.summary();
  }

  /** A window is not held up by a large message. */
  #checkedAway(parts: CallParts): CallParts {
    const { check } = this.#deps.texts.checker;
    if (check === undefined) return parts;
    const { schema, method } = parts;
    return { ...parts, checkAway: (payload) => check(schema, method.output, payload) };
  }

  /** Throws a no-such-call `Failure`. */
  get(callId: string): HeldCall {
    const held = this.#find(callId);
    if (held === undefined) throw new Failure('no-such-call', 'This call is no longer held');
    return held;
  }

  /** Begins to write the text of a message, or finds it. Throws a no-such-call `Failure`. */
  openText(callId: string, seq: number): TextInfo {
    const call = this.get(callId);
    const key = `${seq} ${JSON.stringify(this.#deps.form())}`;
    return this.texts.open(callId, key, () => call.textSource(seq));
  }

  /**
   * The whole of one event, to be copied, however long it takes to write that. Rejects with a `Failure`
   * where it does not exist, not in that form, or is too much.
   */
  async copyMessage(callId: string, seq: number, form: EventForm): Promise<string> {
    const call = this.get(callId);
    const isLarge = form === 'json' && (await call.detail(seq)).isLarge === true;
    return isLarge ? this.texts.whole(this.openText(callId, seq).textId) : call.text(seq, form);
  }

  /** See {@link CallPlayer.play}. A past call need not be held. */
  async play(callId: string, playing: Playing): Promise<void> {
    const { player } = this.get(callId);
    if (playing.source.kind === 'messages') return player.play(playing, undefined);
    const past = playing.source.callId;
    const held = this.#find(past);
    if (held !== undefined) return player.play(playing, held.recording());
    const opened = await this.#deps.history?.open(past);
    await player.play(playing, opened?.recording(), () => void this.#deps.history?.release(past));
  }

  /** Calls of a streaming method that have not ended. */
  get openStreams(): number {
    return [...this.#live.values()].filter(({ isOpenStream }) => isOpenStream).length;
  }

  /** Forgets a call, of which the history keeps what it has; ends one that is open, but no export of it. */
  release(callId: string): void {
    this.#release(callId, 'because its request was closed');
  }

  /**
   * A call of the history that is over, which is then held under its id. Rejects with a usage `Failure`
   * when it is not there, goes on elsewhere, or cannot be read.
   */
  async open(callId: string): Promise<PastSummary> {
    const held = this.#find(callId) ?? (await this.#deps.history?.open(callId));
    if (held === undefined) throw new Failure('usage', 'No calls are kept here');
    if (held instanceof StoredCall) this.#stored.set(callId, held);
    const { options } = held;
    return { ...held.summary(), ...(options && { options }) };
  }

  /** The calls of the history, those that go on too, newest first. */
  async list(place: HistoryPlace): Promise<HistoryPage> {
    return (await this.#deps.history?.list(place)) ?? { items: [], total: 0 };
  }

  /** Deletes calls from the history for good; of those that go on, none. */
  async delete(callIds: readonly string[]): Promise<void> {
    await this.#deps.history?.delete(callIds);
  }

  /** Deletes all calls that are over from the history. */
  async clear(): Promise<void> {
    await this.#deps.history?.clear();
  }

  /**
   * For a listener that begins anew: gives back the calls with these ids, in this order, that are still
   * held or in the history, and releases all others.
   */
  async resume(callIds: readonly string[]): Promise<readonly CallSummary[]> {
    this.#round += 1;
    const round = this.#round;
    const wanted = new Set(callIds);
    void this.#stopLooking();
    for (const callId of [...this.#live.keys(), ...this.#stored.keys()]) {
      if (!wanted.has(callId)) this.release(callId);
    }
    for (const callId of wanted) {
      if (this.#find(callId) !== undefined) continue;
      const stored = await this.#deps.history?.open(callId).catch(() => undefined);
      // Who began anew once more meanwhile has said what is wanted now.
      if (round !== this.#round) break;
      if (stored !== undefined) this.#stored.set(callId, stored);
    }
    if (round === this.#round) for (const live of this.#live.values()) live.tellAnew();
    return [...wanted].flatMap((callId) => this.#find(callId)?.summary() ?? []);
  }

  /** Ends what runs and lets all go; resolves when the history has it. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#round += 1;
    const stopping = this.#stopLooking();
    for (const callId of [...this.#live.keys(), ...this.#stored.keys()])
      this.#release(callId, 'because its window was closed');
    await Promise.all([stopping, ...this.#leaving]);
    await this.#deps.history?.settle();
  }

  #release(callId: string, why: string): void {
    const live = this.#live.get(callId);
    if (!this.#live.delete(callId) && !this.#stored.delete(callId)) return;
    this.filters.stopOf(callId);
    this.texts.forget(callId);
    const leaving = this.#leave(callId, live, why);
    this.#leaving.add(leaving);
    void leaving.then(() => this.#leaving.delete(leaving));
  }

  /** An export goes on, and needs what is on the disk. */
  async #leave(callId: string, live: LiveCall | undefined, why: string): Promise<void> {
    await Promise.all([live?.close(why), this.exports.overOf(callId)]);
    await this.#deps.history?.release(callId);
  }

  #stopLooking(): Promise<void> {
    this.filters.stopAll();
    return this.exports.stopAll();
  }

  #find(callId: string): HeldCall | undefined {
    return this.#live.get(callId) ?? this.#stored.get(callId);
  }
}
