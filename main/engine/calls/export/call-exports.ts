import type { ExportInput, ExportNews } from '#app/contract/call-filter.ts';
import { Failure } from '#app/contract/result.ts';
import type { CallTimeline } from '../call-timeline.ts';
import type { Decoder } from '../decoder/decoder.ts';
import { LogExport } from './log-export.ts';

interface Running {
  readonly callId: string;
  readonly writing: LogExport;
}

/** The exports of the calls of one listener that have not ended. */
export class CallExports {
  readonly #running = new Map<string, Running>();
  readonly #decoder: Decoder;
  readonly #timelineOf: (callId: string) => CallTimeline;
  readonly #tell: (news: ExportNews) => void;

  /** `timelineOf` throws for a call that is not held. */
  constructor(
    decoder: Decoder,
    timelineOf: (callId: string) => CallTimeline,
    tell: (news: ExportNews) => void,
  ) {
    this.#decoder = decoder;
    this.#timelineOf = timelineOf;
    this.#tell = tell;
  }

  /** See `calls.export`: resolves once it has begun. Rejects with a `Failure` before anything is written. */
  async begin(input: ExportInput): Promise<void> {
    const { callId, exportId } = input;
    if (this.#running.has(exportId))
      throw new Failure('usage', `There is already an export ${exportId}`);
    const writing = await LogExport.begin(
      this.#timelineOf(callId),
      this.#decoder,
      input,
      (exported) => this.#tell({ callId, exportId, ...exported }),
    );
    this.#running.set(exportId, { callId, writing });
    void writing.over.then(() => this.#running.delete(exportId));
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
