import { setImmediate as turn } from 'node:timers/promises';
import type { ExportInput, ExportNews } from '#app/contract/call-filter.ts';
import { Failure } from '#app/contract/result.ts';
import { counted } from '#app/core/counted.ts';
import type { CallTimeline } from '../call-timeline.ts';
import { type Matcher, matcherOf } from '../filter/matcher.ts';
import { Pace } from '../pace.ts';
import { type EventWriter, eventWriter } from './event-writer.ts';
import { ExportFile } from './export-file.ts';

/** How an export goes on, without whose it is. */
export type Exported = Omit<ExportNews, 'callId' | 'exportId'>;

/** Events that are written in one go. */
const portion = 100;

/** Writes what a log has by now to a file. */
export class LogExport {
  readonly #timeline: CallTimeline;
  readonly #file: ExportFile;
  readonly #matcher: Matcher;
  readonly #writer: EventWriter;
  readonly #of: number;
  readonly #tell: (exported: Exported) => void;
  readonly #pace = new Pace(() => this.#report({ isDone: false }));
  #done = 0;
  #stopped: string | undefined;
  /** Resolves when it is over, and told. */
  readonly over: Promise<void>;

  private constructor(
    timeline: CallTimeline,
    file: ExportFile,
    [matcher, writer]: readonly [Matcher, EventWriter],
    tell: (exported: Exported) => void,
  ) {
    this.#timeline = timeline;
    this.#file = file;
    this.#matcher = matcher;
    this.#writer = writer;
    this.#of = timeline.log.count;
    this.#tell = tell;
    this.over = this.#write();
  }

  /** Rejects with a `Failure` when it cannot begin. */
  static async begin(
    timeline: CallTimeline,
    { path, form, filter = {}, overwrite = false }: ExportInput,
    tell: (exported: Exported) => void,
  ): Promise<LogExport> {
    const codecs = timeline.schema.codecs(timeline.method);
    const parts = [matcherOf(filter, codecs), eventWriter(form, codecs)] as const;
    return new LogExport(timeline, await ExportFile.open(path, overwrite), parts, tell);
  }

  /** Nothing is left of the file; `why` is told. */
  stop(why: string): void {
    this.#stopped ??= why;
  }

  async #write(): Promise<void> {
    try {
      await this.#file.write(this.#writer.head);
      while (this.#done < this.#of) await this.#writePortion();
      await this.#file.place();
      this.#pace.stop();
      this.#report({ isDone: true, ...this.#note() });
    } catch (error) {
      this.#pace.stop();
      await this.#file.discard();
      this.#report({ isDone: true, fault: textOf(error) });
    }
  }

  async #writePortion(): Promise<void> {
    const count = Math.min(portion, this.#of - this.#done);
    const events = await this.#timeline.log.read(this.#done, count);
    const texts: Buffer[] = [];
    for (const event of events) {
      const text = this.#matcher.matches(event) && this.#writer.write(this.#done, event);
      if (text) texts.push(text);
      this.#done += 1;
    }
    await this.#file.write(Buffer.concat(texts));
    this.#pace.note();
    await turn();
    if (this.#stopped !== undefined) throw new Failure('cancelled', this.#stopped);
  }

  #note(): Pick<Exported, 'note'> {
    const { lacking } = this.#writer;
    return lacking === 0
      ? {}
      : { note: `The file lacks ${counted(lacking, 'message')} that cannot be read any more` };
  }

  #report(more: Pick<Exported, 'isDone' | 'fault' | 'note'>): void {
    const { path, bytes } = this.#file;
    this.#tell({ path, done: this.#done, of: this.#of, bytes, ...more });
  }
}

function textOf(error: unknown): string {
  if (error instanceof Failure) {
    const { message, hint } = error.error;
    return hint === undefined ? message : `${message}. ${hint}`;
  }
  return error instanceof Error ? error.message : String(error);
}
