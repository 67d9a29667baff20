import type { ExportInput, ExportNews } from '#app/contract/call-filter.ts';
import { Failure } from '#app/contract/result.ts';
import { counted } from '#app/core/counted.ts';
import type { CallTimeline } from '../call-timeline.ts';
import type { Decoder } from '../decoder/decoder.ts';
import { LogWalk } from '../decoder/log-walk.ts';
import { faultText } from '../fault-text.ts';
import type { EventLog } from '../log/event-log.ts';
import { Pace } from '../pace.ts';
import { ExportFile } from './export-file.ts';

/** How an export goes on, without whose it is. */
export type Exported = Omit<ExportNews, 'callId' | 'exportId'>;

/** Writes what a log has by now to a file. */
export class LogExport {
  /** Resolves when it is over, and told. */
  readonly over: Promise<void>;
  readonly #walk: LogWalk;
  readonly #file: ExportFile;
  readonly #of: number;
  readonly #tell: (exported: Exported) => void;
  readonly #pace = new Pace(() => this.#report({ isDone: false }));
  /** So many came after those that are there. */
  readonly #after: number;
  #done = 0;
  #lacking = 0;
  #stopped: string | undefined;

  private constructor(
    walk: LogWalk,
    file: ExportFile,
    { count, lacking }: Pick<EventLog, 'count' | 'lacking'>,
    tell: (exported: Exported) => void,
  ) {
    this.#walk = walk;
    this.#file = file;
    this.#of = count;
    this.#after = lacking;
    this.#tell = tell;
    this.over = this.#write();
  }

  /** Rejects with a `Failure` when it cannot begin. */
  static async begin(
    timeline: CallTimeline,
    decoder: Decoder,
    { path, form, filter = {}, overwrite = false }: ExportInput,
    tell: (exported: Exported) => void,
  ): Promise<LogExport> {
    const { count, lacking } = timeline.log;
    const file = await ExportFile.open(path, overwrite);
    try {
      const walk = await LogWalk.begin(timeline, decoder, { filter, form });
      return new LogExport(walk, file, { count, lacking }, tell);
    } catch (error) {
      await file.discard();
      throw error;
    }
  }

  /** Nothing is left of the file; `why` is told. */
  stop(why: string): void {
    this.#stopped ??= why;
  }

  async #write(): Promise<void> {
    try {
      await this.#file.write(this.#walk.head);
      await this.#writeEvents();
      await this.#file.place();
      this.#pace.stop();
      this.#report({ isDone: true, ...this.#note() });
    } catch (error) {
      this.#pace.stop();
      await this.#file.discard();
      this.#report({ isDone: true, fault: faultText(error) });
    } finally {
      this.#walk.close();
    }
  }

  async #writeEvents(): Promise<void> {
    for await (const { from, count, text, lacking } of this.#walk.from(0, () => this.#of)) {
      await this.#file.write(text);
      this.#done = from + count;
      this.#lacking += lacking;
      this.#pace.note();
      if (this.#stopped !== undefined) throw new Failure('cancelled', this.#stopped);
    }
  }

  #note(): Pick<Exported, 'note'> {
    const lacking = this.#lacking + this.#after;
    if (lacking === 0) return {};
    const what = counted(lacking, 'event');
    return {
      note: `The file lacks ${what} of which Duplex has not all, or that have no such form`,
    };
  }

  #report(more: Pick<Exported, 'isDone' | 'fault' | 'note'>): void {
    const { path, bytes } = this.#file;
    this.#tell({ path, done: this.#done, of: this.#of, bytes, ...more });
  }
}
