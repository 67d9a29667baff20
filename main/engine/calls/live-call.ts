import { setTimeout as sleep } from 'node:timers/promises';
import type { FullChoice } from '#app/contract/call-commands.ts';
import type {
  CallPhase,
  CallSecrets,
  CallSummary,
  CourseSample,
  EventDetail,
  Events,
  FullCall,
  TimelineRow,
} from '#app/contract/index.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import { diskFailure } from '#app/core/disk-failure.ts';
import { keptTransport } from '#app/core/option-text.ts';
import { sizeText } from '#app/core/size.ts';
import { targetText } from '#app/core/target.ts';
import type { JsonForm } from '../codec/json-form.ts';
import type { Schema } from '../schema/schema.ts';
import { Brake } from './brake.ts';
import { Call } from './call.ts';
import type { CallEvent } from './call-event.ts';
import type { CallOptions } from './call-options.ts';
import type { CallTimeline } from './call-timeline.ts';
import { CheckTime } from './check-time.ts';
import type { EventForm, HeldCall } from './held-call.ts';
import type { History, KeptCall } from './history/history.ts';
import { MaskedCopy } from './history/masked-copy.ts';
import type { Keeping } from './keeping.ts';
import type { TextSource } from './large-text/text-writer.ts';
import { CallLog } from './log/call-log.ts';
import { courseOf } from './log/course.ts';
import { recordBytes } from './log/event-record.ts';
import { LetGo } from './log/let-go.ts';
import { RoundTripTimes } from './log/round-trips.ts';
import type { HeadNow } from './log/spool.ts';
import { Tally } from './log/tally.ts';
import { goesOn } from './outbox.ts';
import { progressMs } from './pace.ts';
import { CallPlayer } from './player/call-player.ts';
import type { Recording } from './player/play-source.ts';
import { Room } from './room.ts';
import { TimelineView } from './timeline-view.ts';

/** More than a tall window shows: each costs the decoding of its message, and the way to the window. */
const tailRows = 60;
/** A call that is over by then is told of once: how it went. */
const firstMs = 16;
/** Of a tail these are told however long it takes: what a list shows of it. */
const tailShown = 30;
/** Time for the previews of one tail, so that they never hold up the wire, nor what else this thread is asked. */
const previewBudgetMs = 4;
/** Of each part of the log, in memory, while the disk has the rest. */
const headMemory = 16 * 1024 * 1024;
/** So long a call that is cancelled by closing may take to end. */
const closingMs = 500;
const unkeptText =
  'It has secrets beyond its metadata: nothing of it is written down, and it is here as long as its tab shows it';
const fullText = 'because it came to as much as is kept of a call, as the settings say';

/** What a call goes to the wire with. */
export type CallParts = Omit<CallOptions, 'checkTime'>;

/** What a call is held with. */
export interface LiveCallOptions {
  readonly keeping: Keeping;
  readonly form: () => JsonForm;
  readonly tell: (progress: Events['calls.progress']) => void;
  /** Where it is kept on the disk, if it is. */
  readonly history: History | undefined;
  readonly secrets: CallSecrets | undefined;
  /** What the person calls it. */
  readonly title: string | undefined;
}

/** One call with its log, told as it goes on, and kept on the disk where there is a history. */
export class LiveCall implements HeldCall {
  readonly call: Call;
  readonly player = new CallPlayer(
    () => this.call,
    () => this.#schedule(),
  );
  readonly options: TransportOptions;
  readonly #callId: string;
  /** What of the summary does not change. */
  readonly #what: Pick<CallSummary, 'method' | 'target' | 'deadline'>;
  readonly #title: string | undefined;
  readonly #keeping: Keeping;
  readonly #room: Room;
  readonly #log: CallLog;
  readonly #view: TimelineView;
  readonly #tell: LiveCallOptions['tell'];
  readonly #history: History | undefined;
  readonly #kept: KeptCall | undefined;
  /** What goes to the disk where the call has secrets; else that is the log itself. */
  readonly #copy: MaskedCopy | undefined;
  readonly #schema: Schema;
  readonly #stopFollowing: () => void;
  readonly #begin = performance.now();
  readonly #startedAt = Date.now();
  readonly #tally: Tally;
  /** Hear of each event. */
  readonly #followers = new Set<() => void>();
  readonly #letGo = new LetGo(
    () => this.#log.goneBytes,
    () => this.#log.countLetGo(),
    () => this.#schedule(),
  );
  readonly #brake = new Brake(() => this.call);
  /** Why the disk has not all of it. */
  #cutOff: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;
  #isSilent = false;
  #told = 0;

  constructor(callId: string, parts: CallParts, options: LiveCallOptions) {
    const { schema } = parts;
    const { history, keeping, secrets } = options;
    const { keptBytes, newestEvents } = keeping;
    this.#room = new Room(keeping, parts.method.kind !== 'unary');
    this.#callId = callId;
    const isBidi = parts.method.kind === 'bidi-streaming';
    const tally = () => new Tally(undefined, isBidi ? new RoundTripTimes() : undefined);
    this.#tally = tally();
    this.#schema = schema;
    this.options = keptTransport(parts.transport);
    this.#what = {
      method: parts.method.path,
      target: targetText(parts.channel.target),
      ...(parts.deadline !== undefined && { deadline: parts.deadline.ms }),
    };
    this.#title = options.title;
    this.#tell = options.tell;
    this.#keeping = keeping;
    this.#history = history;
    const isMasked = secrets !== undefined;
    const keep = {
      memory: Math.min(keptBytes, headMemory),
      disk: this.#room.disk,
      newest: newestEvents,
      keepsAll: this.#room.keepsAll && !isMasked,
      head: () => this.#head(),
      onLag: (lags: boolean) => this.#lag(lags),
      onRefused: (error: unknown) => this.#refused(error),
    };
    if (secrets === 'unkept')
      history?.mention(callId, () => ({ ...this.#head(), cutOff: unkeptText }));
    else this.#kept = history?.keep(callId, schema, keep);
    const { log } = this.#kept ?? {};
    if (isMasked && secrets !== 'unkept' && log !== undefined)
      this.#copy = new MaskedCopy(secrets, log, tally());
    const isShown = log !== undefined && !isMasked;
    this.#log = isShown ? log : new CallLog(this.#room.memory, undefined, newestEvents);
    this.#view = new TimelineView(this.#log, schema, parts.method, options.form);
    this.#stopFollowing = schema.onLearned(() => this.#showAnew());
    const checked = { ...parts, checkTime: new CheckTime() };
    this.call = new Call(checked, (event) => this.#take(event));
    // That the stream is open is no event, and the window waits for it.
    void this.call.opened.then(() => this.#schedule());
    void this.call.ended.then(() => this.#hasEnded());
  }

  /** Whether messages may still go or come, one after the other. */
  get isOpenStream(): boolean {
    return this.call.method.kind !== 'unary' && this.call.state !== 'ended';
  }

  get timeline(): CallTimeline {
    const isOver = () => this.#tally.end !== undefined;
    return {
      log: this.#log,
      view: this.#view,
      schema: this.#schema,
      method: this.call.method,
      get isOver() {
        return isOver();
      },
      onGrown: (tell) => {
        this.#followers.add(tell);
        return () => this.#followers.delete(tell);
      },
    };
  }

  summary(): CallSummary {
    const { elapsed, ...totals } = this.#tally.totals;
    const { played } = this.player;
    const paused = totals.end === undefined ? this.#brake.reason : undefined;
    const isFull = paused !== undefined && this.#brake.holdsFor('full');
    return {
      ...this.#what,
      ...totals,
      elapsed: this.#tally.end === undefined ? performance.now() - this.#begin : elapsed,
      callId: this.#callId,
      phase: this.#phase(),
      events: this.#log.count,
      halfClosed: this.call.state === 'half-closed' || this.call.state === 'ended',
      ...(paused !== undefined && { paused }),
      ...(isFull && { full: this.#room.fullness(this.#log, this.#place()) }),
      ...(played && { played }),
      ...(this.#letGo.events > 0 && { letGo: this.#letGo.events }),
      ...(this.#cutOff !== undefined && { cutOff: this.#cutOff }),
      ...(this.#cutOff !== undefined && this.#onDisk() < this.#log.count && { inMemory: true }),
    };
  }

  pause(isPaused: boolean): void {
    this.#stop('asked', isPaused);
  }

  whenFull(choice: FullChoice): void {
    if (!this.#brake.holdsFor('full')) return;
    if (choice === 'end') {
      this.call.cancel('because it came to as much as is kept of a call');
      return;
    }
    if (choice === 'keepAll') this.#room.raise(this.#log, this.#place());
    else this.#room.letGo();
    this.#bound();
    this.#stop('full', false);
  }

  recording(): Recording {
    if (this.#tally.end === undefined) throw goesOn();
    return { method: this.call.method, log: this.#log, sent: this.#tally.totals.sent };
  }

  rows(from: number, count: number): Promise<readonly TimelineRow[]> {
    return this.#view.rows(from, count);
  }

  async course(): Promise<readonly CourseSample[]> {
    return this.#tally.end === undefined ? [] : courseOf(this.#log, this.#tally.totals);
  }

  detail(seq: number): Promise<EventDetail> {
    return this.#view.detail(seq);
  }

  textSource(seq: number): Promise<TextSource> {
    return this.#view.textSource(seq);
  }

  text(seq: number, form: EventForm): Promise<string> {
    return this.#view.text(seq, form);
  }

  /** For a listener that knows nothing of the call yet: the next progress has a full tail again. */
  tellAnew(): void {
    this.#told = 0;
  }

  /** Ends the call when it is open, and says why, to nobody else; resolves when it is over. */
  async close(why: string): Promise<void> {
    this.#silence();
    if (this.#tally.end !== undefined) return;
    this.call.cancel(why);
    await Promise.race([this.call.ended, sleep(closingMs, undefined, { ref: false })]);
    void this.#history?.finish(this.#callId);
  }

  #take(event: CallEvent): void {
    this.#log.append(event);
    this.#tally.add(event);
    this.#copy?.take(event);
    this.#kept?.spool.note();
    for (const tell of this.#followers) tell();
    if (this.#room.keepsAll && this.#room.isFull(this.#log, this.#place())) this.#isFull();
    if (event.type === 'half-close') this.player.stop();
    this.#schedule();
  }

  #isFull(): void {
    if (this.#room.whenFull === 'end') this.call.cancel(fullText);
    else if (!this.#brake.holdsFor('full')) this.#stop('full', true);
  }

  /** Where what is shown is kept by now. */
  #place(): FullCall['place'] {
    const isOnDisk = this.#kept !== undefined && this.#copy === undefined;
    return isOnDisk && this.#cutOff === undefined ? 'disk' : 'memory';
  }

  #bound(): void {
    const { records, contents } = this.#log;
    if (this.#place() === 'memory')
      for (const part of [records, contents]) part.bound(this.#room.memory);
    else if (!this.#room.keepsAll) this.#kept?.bound(this.#room.disk);
  }

  /** Whoever waits for the end learns of it at once, before the disk does. */
  #hasEnded(): void {
    clearTimeout(this.#timer);
    this.#tick();
    void this.#history?.finish(this.#callId).then(() => this.#letGo.look());
  }

  #lag(lags: boolean): void {
    this.#stop('disk', lags);
  }

  #stop(reason: Parameters<Brake['set']>[0], holds: boolean): void {
    this.#brake.set(reason, holds);
    this.player.hold(this.#brake.holdsFor('disk') || this.#brake.holdsFor('full'));
    this.#schedule();
  }

  #head(): HeadNow {
    const { log, totals } = this.#copy ?? { log: this.#log, totals: this.#tally.totals };
    const cutOff = this.#cutOff;
    const events = cutOff === undefined ? log.count : this.#onDisk();
    return {
      ...this.#what,
      ...totals,
      target: this.#copy?.target(this.#what.target) ?? this.#what.target,
      options: this.options,
      kind: this.call.method.kind,
      ...(this.#title !== undefined && { title: this.#title }),
      startedAt: this.#startedAt,
      events,
      ...(cutOff !== undefined && { cutOff, lacking: log.count - events }),
    };
  }

  /** How many events the disk took before it refused. */
  readonly #onDisk = () => (this.#copy?.log ?? this.#log).records.written / recordBytes;

  #refused(error: unknown): void {
    const { records, contents } = this.#kept?.log ?? this.#log;
    const { keptBytes, endsWithoutDisk = false } = this.#keeping;
    for (const part of [records, contents]) part.giveUp(this.#room.memory);
    const what = this.#kept?.spool.hasBegun === true ? 'What follows' : 'This call';
    const where = `${what} is not kept in ${this.#history?.folder}`;
    this.#cutOff = diskFailure(where, error).message;
    this.#schedule();
    if (this.#tally.end !== undefined) return;
    const stays = this.#room.keepsAll ? 'It stays' : `The newest ${sizeText(keptBytes)} stay`;
    this.call.warn(`${this.#cutOff}. ${stays} in memory`);
    if (endsWithoutDisk) this.call.cancel('because the disk does not take it, as the settings say');
  }

  #silence(): void {
    this.#isSilent = true;
    clearTimeout(this.#timer);
    this.#stopFollowing();
  }

  /** Tells at once after a quiet time, then at most every {@link progressMs}. */
  #schedule(): void {
    if (this.#isSilent) return;
    this.#isDue = true;
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#tick(), this.#told === 0 ? firstMs : 0);
  }

  #tick(): void {
    this.#timer = undefined;
    if (!this.#isDue || this.#isSilent) return;
    this.#isDue = false;
    this.#letGo.look();
    this.#tell({ summary: this.summary(), tail: this.#tail() });
    this.#timer = setTimeout(() => this.#tick(), progressMs);
  }

  /** The newest rows that were not told yet, the very newest first in line for the time there is. */
  #tail(): readonly TimelineRow[] {
    const rows: TimelineRow[] = [];
    const from = Math.max(this.#told, this.#log.count - tailRows);
    const until = performance.now() + previewBudgetMs;
    for (let seq = this.#log.count - 1; seq >= from; seq -= 1) {
      if (rows.length >= tailShown && performance.now() > until) break;
      const row = this.#view.row(seq);
      // What is before it is on the disk.
      if (row === undefined) break;
      rows.push(row);
    }
    this.#told = this.#log.count;
    void this.#schema.learn();
    return rows.reverse();
  }

  /** With the types that are known now, also once it is only in the history. */
  #showAnew(): void {
    void this.#kept?.spool.flush();
    this.tellAnew();
    this.#schedule();
  }

  #phase(): CallPhase {
    const { state, method } = this.call;
    if (state === 'ended' || state === 'connecting') return state;
    return method.kind === 'unary' ? 'waiting' : 'streaming';
  }
}
