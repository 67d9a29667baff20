import type { FullChoice } from '#app/contract/call-commands.ts';
import type {
  CallSummary,
  CommandInput,
  CourseSample,
  EventDetail,
  TimelineRow,
} from '#app/contract/index.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import type { Call } from './call.ts';
import type { CallTimeline } from './call-timeline.ts';
import type { TextSource } from './large-text/text-writer.ts';
import type { CallPlayer } from './player/call-player.ts';
import type { Recording } from './player/play-source.ts';

/** JSON (text, of what is no message), or the bytes of a message. */
export type EventForm = CommandInput<'calls.text'>['form'];

/** A call that can be looked at: one that runs or ran here, or one that a recording gave back. */
export interface HeldCall {
  /** The call itself. Throws a no-such-call `Failure` when only its recording is left. */
  readonly call: Call;
  readonly timeline: CallTimeline;
  /** Plays messages into it. Throws as {@link call} does. */
  readonly player: CallPlayer;
  /** The options that it went out with, its own and its target's; nobody may know them any more. */
  readonly options: TransportOptions | undefined;
  summary(): CallSummary;
  /** What was sent, to be played. Throws a usage `Failure` as long as the call goes on. */
  recording(): Recording;
  /** Receives nothing for a while, which holds the server back. Throws as {@link call} does. */
  pause(isPaused: boolean): void;
  /** How it goes on when it waits because it is full; nothing when it does not. Throws as {@link call} does. */
  whenFull(choice: FullChoice): void;
  /** Rows `from` … `from + count - 1`, as far as they exist. */
  rows(from: number, count: number): Promise<readonly TimelineRow[]>;
  /** How it went; empty as long as it goes on. */
  course(): Promise<readonly CourseSample[]>;
  /** Rejects with a usage `Failure` when there is no such event. */
  detail(seq: number): Promise<EventDetail>;
  /** What the text of a large message is written from. Rejects with a usage `Failure` when there is none. */
  textSource(seq: number): Promise<TextSource>;
  /** The whole of one event. Rejects with a usage `Failure` when it does not exist, or not in that form. */
  text(seq: number, form: EventForm): Promise<string>;
}
