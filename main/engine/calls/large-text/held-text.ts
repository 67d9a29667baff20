import type { TextFound, TextInfo, TextMatch, TextRow } from '#app/contract/message-text.ts';
import { Failure } from '#app/contract/result.ts';
import { sizeText } from '#app/core/size.ts';
import { mostMatches } from './find-words.ts';
import { LargeText } from './large-text.ts';
import { TextMatches } from './text-matches.ts';
import type { TextSource, TextWriter } from './text-writer.ts';
import { Throttled } from './throttled.ts';

/** So much is put on the clipboard at most: whoever pastes it has to hold it too. */
export const mostCopied = 16 * 1024 * 1024;

/** Hears of a text: each at most 15 times a second, the last of each in any case. */
export interface TextFollower {
  readonly onText: (info: TextInfo) => void;
  readonly onFound: (found: TextFound) => void;
}

interface Search {
  readonly findId: string;
  readonly matches: TextMatches;
  readonly controller: AbortController;
  isDone: boolean;
}

/** The text of one message, written while it is looked at, and what is looked for in it. */
export class HeldText {
  readonly textId: string;
  readonly #writer: TextWriter;
  readonly #text = new LargeText();
  readonly #controller = new AbortController();
  readonly #progress: Throttled;
  readonly #found: Throttled;
  readonly #written: Promise<void>;
  #notes: readonly string[] = [];
  #fault: string | undefined;
  #isDone = false;
  #search: Search | undefined;

  /** Begins to write. `source`: rejects with a `Failure` when there is no such message. */
  constructor(
    textId: string,
    source: () => Promise<TextSource>,
    writer: TextWriter,
    follower: TextFollower,
  ) {
    this.textId = textId;
    this.#writer = writer;
    this.#progress = new Throttled(() => follower.onText(this.info));
    this.#found = new Throttled(() => this.#tellFound(follower));
    this.#written = this.#write(source);
  }

  get info(): TextInfo {
    return {
      textId: this.textId,
      ...this.#text.info,
      isDone: this.#isDone,
      notes: this.#notes,
      ...(this.#fault !== undefined && { fault: this.#fault }),
    };
  }

  /** Whether it was given up, so that it will not be whole. */
  get isStopped(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Whether to try again may give more. */
  get hasFailed(): boolean {
    return this.isStopped || (this.#fault !== undefined && this.#text.info.rows === 0);
  }

  /** Resolves when it is written, or will not be. */
  get written(): Promise<void> {
    return this.#written;
  }

  rows(from: number, count: number): { revision: number; rows: readonly TextRow[] } {
    return { revision: this.#text.info.revision, rows: this.#text.rows(from, count) };
  }

  /** Throws a usage `Failure` when it is too much for a clipboard. */
  copy(from: number, count: number): string {
    const [start, end] = [this.#text.start(from), this.#text.start(from + count)];
    if (end - start > mostCopied)
      throw new Failure(
        'usage',
        `These lines are ${sizeText(end - start)}, more than the ${sizeText(mostCopied)} that are copied at once`,
        'Select fewer lines',
      );
    return this.#text.text(start, end);
  }

  /** Looks for words once the text is written, in the place of what was looked for before. */
  find(findId: string, words: string, isCaseSensitive: boolean): void {
    this.#search?.controller.abort();
    const controller = new AbortController();
    const search = { findId, matches: new TextMatches(), controller, isDone: false };
    this.#search = search;
    void this.#written.then(() => this.#look(search, words, isCaseSensitive));
  }

  /** `undefined`: there is none, so far. Throws a usage `Failure` for what is no longer looked for. */
  match(findId: string, wanted: { index: number } | { row: number }): TextMatch | undefined {
    const search = this.#search;
    if (search?.findId !== findId)
      throw new Failure('usage', 'Something else is looked for by now');
    const { matches } = search;
    const index =
      'index' in wanted ? wanted.index : matches.firstFrom(this.#text.start(wanted.row));
    const place = matches.place(index);
    return place === undefined ? undefined : { index, ...this.#text.place(place) };
  }

  /** What is not written yet is given up. */
  stop(): void {
    if (!this.#isDone) this.#controller.abort();
  }

  /** Nobody is told anything any more. */
  close(): void {
    this.stop();
    this.#search?.controller.abort();
    this.#progress.close();
    this.#found.close();
  }

  async #write(source: () => Promise<TextSource>): Promise<void> {
    const { signal } = this.#controller;
    try {
      const wanted = await source();
      const listener = {
        begin: (kind: TextInfo['kind']) => this.#text.begin(kind),
        piece: (piece: Parameters<LargeText['add']>[0]) => {
          this.#text.add(piece);
          this.#progress.due();
        },
      };
      const { notes, fault } = await this.#writer.write(wanted, listener, signal);
      signal.throwIfAborted();
      this.#notes = notes;
      this.#fault = fault;
    } catch (error) {
      if (signal.aborted) return;
      this.#fault = error instanceof Error ? error.message : String(error);
    }
    this.#isDone = true;
    this.#progress.now();
  }

  async #look(search: Search, words: string, isCaseSensitive: boolean): Promise<void> {
    const { matches, controller } = search;
    const { signal } = controller;
    if (signal.aborted) return;
    const { pieces } = this.#text;
    const tell = (found: Float64Array) => {
      matches.add(found);
      this.#found.due();
    };
    try {
      await this.#writer.find({ pieces, words, isCaseSensitive }, tell, signal);
    } catch {
      // What was found until then is true.
    }
    if (signal.aborted) return;
    search.isDone = true;
    this.#found.now();
  }

  #tellFound({ onFound }: TextFollower): void {
    if (this.#search === undefined) return;
    const { findId, matches, isDone } = this.#search;
    const { count } = matches;
    onFound({
      textId: this.textId,
      findId,
      matches: count,
      isMore: count >= mostMatches,
      isDone,
    });
  }
}
