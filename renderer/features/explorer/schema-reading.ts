import type { CommandResult, Events } from '#app/contract/commands.ts';
import type { ReadPhase, SchemaRef } from '#app/contract/schema.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { formatCount } from '#renderer/ui/format.ts';

/** How far a reading has come. */
interface ReadProgress {
  readonly phase: ReadPhase;
  readonly done: number;
  /** May still grow. */
  readonly total: number;
}

/** The readings of schemas that are waited for. */
export interface SchemaReading {
  /** By the id that each was asked with; `null` before anything is known of it. */
  readonly reads: ReadonlyMap<string, ReadProgress | null>;

  readProgressed(event: Events['schema.progress']): void;
  /** Waits for none of them any more: what was known before stays. */
  cancelReads(): void;
}

type Read = (schema: SchemaRef, refresh: boolean) => Promise<CommandResult<'schema.read'>>;

/** The state of readings, and the one way to begin one. */
export function createSchemaReading({ set, get, bridge }: SliceTools): {
  readonly state: SchemaReading;
  readonly read: Read;
} {
  function change(edit: (reads: Map<string, ReadProgress | null>) => void): void {
    const reads = new Map(get().reads);
    edit(reads);
    set({ reads });
  }

  return {
    state: {
      reads: new Map(),
      readProgressed({ readId, phase, done, total }) {
        if (get().reads.has(readId))
          change((reads) => void reads.set(readId, { phase, done, total }));
      },
      cancelReads() {
        for (const readId of get().reads.keys()) void bridge.invoke('schema.cancel', { readId });
      },
    },
    async read(schema, refresh) {
      const readId = crypto.randomUUID();
      change((reads) => void reads.set(readId, null));
      const result = await bridge.invoke('schema.read', { schema, refresh, readId });
      change((reads) => void reads.delete(readId));
      return result;
    },
  };
}

/** Of several readings the one that has come furthest. */
export function readProgress({ reads }: Pick<SchemaReading, 'reads'>): ReadProgress | null {
  return [...reads.values()].reduce(
    (furthest, one) => ((one?.total ?? 0) > (furthest?.total ?? 0) ? one : furthest),
    null,
  );
}

/** What is being done, with how much of it is done. */
export function progressText(progress: ReadProgress | null): string {
  if (progress === null) return 'Reading the schema';
  const { phase, done, total } = progress;
  if (phase === 'finding') return `Looking for files: ${formatCount(done)} found`;
  if (phase === 'joining') return `Joining ${formatCount(total)} files to one schema`;
  const verb = phase === 'parsing' ? 'Parsing' : 'Linking';
  return `${verb}: ${formatCount(done)} of ${formatCount(total)} files`;
}

/** From 0 to 1 where that is known. */
export function progressShare(progress: ReadProgress | null): number | undefined {
  if (progress === null || progress.total === 0) return undefined;
  if (progress.phase === 'finding' || progress.phase === 'joining') return undefined;
  return Math.min(1, progress.done / progress.total);
}
