import type { Played, Playing } from '#app/contract/player.ts';
import { Failure } from '#app/contract/result.ts';
import { counted } from '#app/core/counted.ts';
import type { Call } from '../call.ts';
import {
  type PlayedMessage,
  type PlaySource,
  preparedMessages,
  type Recording,
  recordedMessages,
} from './play-source.ts';
import { Player } from './player.ts';
import { Rhythm } from './rhythm.ts';

/** So many skipped messages are warned of one by one. */
const mostWarnings = 20;

/** Plays messages into one call, one playing at a time. */
export class CallPlayer {
  readonly #call: () => Call;
  readonly #onChange: () => void;
  #player: Player | undefined;
  #isBeginning = false;
  #isHeld = false;
  /** One more with each playing. */
  #round = 0;
  #played: Played | undefined;

  /** `onChange` hears each time that {@link played} is another. */
  constructor(call: () => Call, onChange: () => void) {
    this.#call = call;
    this.#onChange = onChange;
  }

  /** How far the newest playing came. */
  get played(): Played | undefined {
    return this.#played;
  }

  /**
   * Begins to play; `recording` is the past call that the source names. Rejects with a `Failure` before
   * anything is sent: message-invalid for a message that is wrong, no-such-call where nothing can be sent,
   * usage where something is played already. `onOver` hears that the recording is no longer needed, in any case.
   */
  async play(
    playing: Playing,
    recording: Recording | undefined,
    onOver: () => void = () => {},
  ): Promise<void> {
    try {
      const source = await this.#begin(playing, recording);
      void this.#run(source, playing).finally(onOver);
    } catch (error) {
      onOver();
      throw error;
    }
  }

  stop(): void {
    this.#player?.stop();
  }

  /** While the disk has not caught up, say: nothing is sent, and what is played goes on after it. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    this.#player?.hold(isHeld);
  }

  async #begin(playing: Playing, recording: Recording | undefined): Promise<PlaySource> {
    const call = this.#call();
    call.needSending();
    if (this.#isBeginning || this.#player !== undefined)
      throw new Failure('usage', 'Messages are played already', 'Stop that first');
    this.#isBeginning = true;
    try {
      const source = await sourceOf(call, playing, recording);
      call.needSending();
      return source;
    } finally {
      this.#isBeginning = false;
    }
  }

  async #run(source: PlaySource, { rhythm, repeat, thenFinish }: Playing): Promise<void> {
    const call = this.#call();
    this.#round += 1;
    const round = this.#round;
    let [sent, skipped] = [0, 0];
    let isPlaying = true;
    // The message that was under way when it was stopped may still go, also once others are played.
    const tell = () => {
      if (round !== this.#round) return;
      this.#played = { sent, skipped, of: source.count * repeat, isPlaying };
      this.#onChange();
    };
    const player = new Player({
      call,
      messages: rounds(source, repeat),
      rhythm: new Rhythm(rhythm),
      onProgress: (why) => {
        if (why === undefined) sent += 1;
        else skipped += 1;
        if (why !== undefined && skipped <= mostWarnings) call.warn(why);
        tell();
      },
    });
    this.#player = player;
    player.hold(this.#isHeld);
    tell();
    const isWhole = await player.play();
    if (skipped > mostWarnings)
      call.warn(
        `Of the past call ${counted(skipped - mostWarnings, 'more message')} could not be played`,
      );
    if (isWhole && thenFinish) call.halfClose();
    this.#player = undefined;
    isPlaying = false;
    tell();
  }
}

async function sourceOf(
  call: Call,
  { source, rhythm }: Playing,
  recording: Recording | undefined,
): Promise<PlaySource> {
  if (source.kind === 'call') {
    if (recording === undefined) throw new Failure('usage', 'The past call is no longer there');
    return recordedMessages(call, recording);
  }
  if (rhythm.kind === 'recorded')
    throw new Failure(
      'usage',
      'The messages of a request have no times of their own',
      'Play those of a past call, or choose an interval',
    );
  return preparedMessages(call, source);
}

async function* rounds(source: PlaySource, repeat: number): AsyncGenerator<PlayedMessage> {
  for (let round = 0; round < repeat; round += 1) yield* source.messages();
}
