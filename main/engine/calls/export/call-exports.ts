import type { ExportInput, ExportNews, SaveMessageInput } from '#app/contract/call-filter.ts';
import { Failure } from '#app/contract/result.ts';
import type { Decoder } from '../decoder/decoder.ts';
import type { HeldCall } from '../held-call.ts';
import type { TextWriter } from '../large-text/text-writer.ts';
import { type Exported, LogExport } from './log-export.ts';
import { MessageExport } from './message-export.ts';

interface Running {
  readonly callId: string;
  readonly writing: Pick<LogExport, 'over' | 'stop'>;
}

type LookedAt = Pick<HeldCall, 'timeline' | 'textSource'>;

/** The exports of the calls of one listener that have not ended. */
export class CallExports {
  readonly #running = new Map<string, Running>();
  readonly #decoder: Decoder;
  readonly #writer: TextWriter;
  readonly #callOf: (callId: string) => LookedAt;
  readonly #tell: (news: ExportNews) => void;

  /** `callOf` throws for a call that is not held. */
  constructor(
    { decoder, writer }: { readonly decoder: Decoder; readonly writer: TextWriter },
    callOf: (callId: string) => LookedAt,
    tell: (news: ExportNews) => void,
  ) {
    this.#decoder = decoder;
    this.#writer = writer;
    this.#callOf = callOf;
    this.#tell = tell;
  }

  /** See `calls.export`: resolves once it has begun. Rejects with a `Failure` before anything is written. */
  async begin(input: ExportInput): Promise<void> {
    const timeline = this.#callOf(input.callId).timeline;
    await this.#begin(input, (tell) => LogExport.begin(timeline, this.#decoder, input, tell));
  }

  async #begin(
    { callId, exportId }: Pick<ExportInput, 'callId' | 'exportId'>,
    begin: (tell: (exported: Exported) => void) => Promise<Running['writing']>,
  ): Promise<void> {
    if (this.#running.has(exportId))
      throw new Failure('usage', `There is already an export ${exportId}`);
    const writing = await begin((exported) => this.#tell({ callId, exportId, ...exported }));
    this.#running.set(exportId, { callId, writing });
    void writing.over.then(() => this.#running.delete(exportId));
  }

  /** See `calls.saveMessage`: resolves and rejects as {@link begin} does. */
  async beginMessage(input: SaveMessageInput): Promise<void> {
    const source = await this.#callOf(input.callId).textSource(input.seq);
    await this.#begin(input, (tell) => MessageExport.begin(source, this.#writer, input, tell));
  }

  stop(exportId: string): void {
    this.#running.get(exportId)?.writing.stop('The export was stopped');
  }

  /** Resolves when those of a call have ended: until then its log must be there. */
  async overOf(callId: string): Promise<void> {
    const its = [...this.#running.values()].filter((running) => running.callId === callId);
    await Promise.all(its.map(({ writing }) => writing.over));
  }

  /** The listener is gone, or begins anew. Resolves when no file is left half written. */
  async stopAll(): Promise<void> {
    const all = [...this.#running.values()];
    for (const { writing } of all) writing.stop('The window was closed');
    await Promise.all(all.map(({ writing }) => writing.over));
  }
}
