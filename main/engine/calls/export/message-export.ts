import type { SaveMessageInput } from '#app/contract/call-filter.ts';
import { Failure } from '#app/contract/result.ts';
import { sizeText } from '#app/core/size.ts';
import { faultText } from '../fault-text.ts';
import type { TextSource, TextWriter } from '../large-text/text-writer.ts';
import { Pace } from '../pace.ts';
import { ExportFile } from './export-file.ts';
import type { Exported } from './log-export.ts';

/** So much of the bytes is written at once. */
const portion = 4 * 1024 * 1024;

/** Writes one message to a file: its JSON, as it is shown, or its bytes. */
export class MessageExport {
  /** Resolves when it is over, and told. */
  readonly over: Promise<void>;
  readonly #file: ExportFile;
  readonly #tell: (exported: Exported) => void;
  readonly #pace = new Pace(() => this.#report({ isDone: false }));
  readonly #controller = new AbortController();
  /** Bytes of the file, where that is known before. */
  #of = 0;

  private constructor(
    file: ExportFile,
    write: (one: MessageExport) => Promise<Pick<Exported, 'note'>>,
    tell: (exported: Exported) => void,
  ) {
    this.#file = file;
    this.#tell = tell;
    this.over = this.#write(write);
  }

  /** Rejects with a `Failure` when it cannot begin. */
  static async begin(
    source: TextSource,
    writer: TextWriter,
    { path, form, overwrite = false }: Pick<SaveMessageInput, 'path' | 'form' | 'overwrite'>,
    tell: (exported: Exported) => void,
  ): Promise<MessageExport> {
    const file = await ExportFile.open(path, overwrite);
    const write = (one: MessageExport) =>
      form === 'bytes' ? one.#writeBytes(source) : one.#writeJson(source, writer);
    return new MessageExport(file, write, tell);
  }

  /** Nothing is left of the file; `why` is told. */
  stop(why: string): void {
    this.#controller.abort(new Failure('cancelled', why));
  }

  async #write(write: (one: MessageExport) => Promise<Pick<Exported, 'note'>>): Promise<void> {
    try {
      // Whoever began it knows it by now.
      await Promise.resolve();
      const note = await write(this);
      this.#controller.signal.throwIfAborted();
      await this.#file.place();
      this.#pace.stop();
      this.#report({ isDone: true, ...note });
    } catch (error) {
      this.#pace.stop();
      await this.#file.discard();
      this.#report({ isDone: true, fault: faultText(error) });
    }
  }

  async #writeBytes({ payload }: TextSource): Promise<Pick<Exported, 'note'>> {
    const bytes = await payload();
    this.#of = bytes.length;
    for (let from = 0; from < bytes.length; from += portion) {
      this.#controller.signal.throwIfAborted();
      await this.#file.write(bytes.subarray(from, from + portion));
      this.#pace.note();
    }
    return {};
  }

  /** The pieces come as fast as they are written, the file takes them one after the other. */
  async #writeJson(source: TextSource, writer: TextWriter): Promise<Pick<Exported, 'note'>> {
    const { signal } = this.#controller;
    let isJson = true;
    let work: Promise<void> = Promise.resolve();
    const next = (step: () => Promise<void>) => {
      work = work.then(async () => {
        signal.throwIfAborted();
        await step();
        this.#pace.note();
      });
      // It is told once the text is whole, and until then nothing more need be made.
      work.catch((error: unknown) => this.#controller.abort(error));
    };
    const outcome = await writer.write(
      source,
      {
        begin: (kind) => {
          isJson = kind === 'json';
          next(() => this.#file.restart());
        },
        piece: ({ bytes }) => next(() => this.#file.write(plain(bytes))),
      },
      signal,
    );
    await work;
    signal.throwIfAborted();
    const [note] = outcome.notes;
    if (!isJson) throw new Failure('usage', `It has no JSON. ${note ?? ''}`, 'Save its bytes');
    if (outcome.fault !== undefined)
      throw new Failure(
        'usage',
        `Its JSON is longer than the ${sizeText(this.#file.bytes)} that are written of one`,
        'Save its bytes',
      );
    return note === undefined ? {} : { note };
  }

  #report(more: Pick<Exported, 'isDone' | 'fault' | 'note'>): void {
    const { path, bytes } = this.#file;
    this.#tell({ path, done: this.#of === 0 ? 0 : bytes, of: this.#of, bytes, ...more });
  }
}

/** Bytes of memory that threads share, as files take them. */
function plain(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
