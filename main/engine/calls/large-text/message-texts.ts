import type { TextInfo } from '#app/contract/message-text.ts';
import { Failure } from '#app/contract/result.ts';
import { HeldText, type TextFollower } from './held-text.ts';
import type { TextSource, TextWriter } from './text-writer.ts';

/** So many texts are held, and so many bytes of them. */
const mostTexts = 3;
const mostBytes = 768 * 1024 * 1024;

/** The texts that were looked at last, of all windows. Whoever made this closes it. */
export class RecentTexts {
  /** The oldest first. */
  readonly #texts = new Map<HeldText, () => void>();

  /** `letGo` is called when it has to make room. */
  look(text: HeldText, letGo: () => void): void {
    this.#texts.delete(text);
    this.#texts.set(text, letGo);
    this.bound();
  }

  /** Lets the oldest go where there is too much; never the one that was looked at last. */
  bound(): void {
    const texts = [...this.#texts.keys()];
    let bytes = texts.reduce((sum, { info }) => sum + info.bytes, 0);
    for (const text of texts.slice(0, -1)) {
      if (this.#texts.size <= mostTexts && bytes <= mostBytes) return;
      bytes -= text.info.bytes;
      this.#texts.get(text)?.();
      this.#texts.delete(text);
    }
  }

  forget(text: HeldText): void {
    this.#texts.delete(text);
  }
}

/** What all listeners write texts with, and in what all of these are held. */
export interface SharedTexts {
  readonly writer: TextWriter;
  /** What messages are checked with as they come: it does not wait for texts. */
  readonly checker: TextWriter;
  readonly recent: RecentTexts;
}

/** The texts of large messages of one listener's calls. */
export class MessageTexts {
  readonly #writer: TextWriter;
  readonly #recent: RecentTexts;
  readonly #follower: TextFollower;
  /** By message and form, the ids of texts; and the texts by these. */
  readonly #ids = new Map<string, string>();
  readonly #texts = new Map<string, HeldText>();
  #made = 0;

  constructor({ writer, recent }: SharedTexts, follower: TextFollower) {
    this.#writer = writer;
    this.#recent = recent;
    this.#follower = follower;
  }

  /**
   * The text of a message: one that is held, or one that is written from now on. `key` names message and
   * form; `source` is asked for a new one.
   */
  open(callId: string, key: string, source: () => Promise<TextSource>): TextInfo {
    const name = `${callId} ${key}`;
    const held = this.#texts.get(this.#ids.get(name) ?? '');
    if (held !== undefined && !held.hasFailed) {
      this.#look(name, held);
      return held.info;
    }
    this.#forget(name);
    this.#made += 1;
    const text = new HeldText(`text-${this.#made}`, source, this.#writer, this.#follower);
    this.#ids.set(name, text.textId);
    this.#texts.set(text.textId, text);
    this.#look(name, text);
    void text.written.then(() => this.#recent.bound());
    return text.info;
  }

  /** Throws a no-such-text `Failure` when it is held no longer. */
  get(textId: string): HeldText {
    const text = this.#texts.get(textId);
    if (text === undefined) throw new Failure('no-such-text', 'This text is no longer held');
    return text;
  }

  /** All of a text, once it is written. Rejects with a `Failure` when it is too much, or given up. */
  async whole(textId: string): Promise<string> {
    const text = this.get(textId);
    await text.written;
    const { rows, fault } = text.info;
    if (text.isStopped)
      throw new Failure('cancelled', 'The message was let go before it was copied');
    if (fault !== undefined) throw new Failure('usage', fault);
    return text.copy(0, rows);
  }

  leave(textId: string): void {
    this.#texts.get(textId)?.stop();
  }

  /** Lets go of the texts of a call, or of all. */
  forget(callId?: string): void {
    for (const name of [...this.#ids.keys()])
      if (callId === undefined || name.startsWith(`${callId} `)) this.#forget(name);
  }

  #look(name: string, text: HeldText): void {
    this.#recent.look(text, () => this.#forget(name));
  }

  #forget(name: string): void {
    const textId = this.#ids.get(name);
    if (textId === undefined) return;
    const text = this.#texts.get(textId);
    this.#ids.delete(name);
    this.#texts.delete(textId);
    if (text === undefined) return;
    text.close();
    this.#recent.forget(text);
  }
}
