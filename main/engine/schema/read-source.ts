import { type AppError, Failure } from '#app/contract/result.ts';
import type { SourceState } from '#app/contract/schema.ts';
import { servicesOf } from './compose.ts';
import type { OnProgress } from './progress.ts';
import type { LoadedSource, SchemaSource } from './source.ts';

export interface ReadSource {
  /** Of a source that failed: nothing but why. */
  readonly loaded: LoadedSource;
  readonly state: SourceState;
  /** What it failed with. */
  readonly failure?: unknown;
}

/** Reads one source and tells what became of it. Rejects only when aborted. */
export async function readSource(
  source: SchemaSource,
  signal: AbortSignal,
  onProgress?: OnProgress,
  changed?: readonly string[],
): Promise<ReadSource> {
  const since = performance.now();
  try {
    const loaded = await source.load(signal, onProgress, changed);
    const read = {
      state: 'read',
      files: loaded.files.length,
      services: servicesOf(loaded).length,
      roots: loaded.roots ?? [],
      ...(loaded.filesOfPaths && { filesOfPaths: loaded.filesOfPaths }),
      ...(loaded.isCached === true && { cached: true }),
    } as const;
    const { ms = performance.now() - since } = loaded;
    return { loaded, state: { ...named(source, since), ...read, ms } };
  } catch (failure) {
    signal.throwIfAborted();
    const error = errorOf(failure);
    const failed = { state: 'failed', files: 0, services: 0, roots: [], error } as const;
    return { loaded: asDiagnostic(error), failure, state: { ...named(source, since), ...failed } };
  }
}

function named({ kind, title, paths }: SchemaSource, since: number) {
  return { kind, title, paths, ms: performance.now() - since };
}

function errorOf(failure: unknown): AppError {
  if (failure instanceof Failure) return failure.error;
  return {
    code: 'internal',
    message: failure instanceof Error ? failure.message : String(failure),
  };
}

/** A source that failed beside others that did not is told, and hides nothing. */
function asDiagnostic({ code, message, hint }: AppError): LoadedSource {
  // What a person gave is wrong; a server that is away or has no reflection may well be so.
  const severity = code === 'schema-invalid' ? 'error' : 'warning';
  return {
    files: [],
    diagnostics: [{ severity, message, ...(hint && { hint }) }],
    services: [],
    isAbsent: code === 'no-reflection',
  };
}
