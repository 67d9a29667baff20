import { Failure } from '#app/contract/result.ts';
import { diagnosticText } from '#app/contract/schema.ts';
import { createProtoFilesSource } from '#engine/schema/proto-files/proto-files-source.ts';
import type { Random } from '../random.ts';
import type { Progress } from './progress.ts';

/**
 * Loads files at random, each alone and without an import path, from where they are on the disk. Gives
 * those that have errors then; protoc, given all roots, has none for any of the paths.
 */
export async function loadAlone(
  paths: readonly string[],
  count: number,
  random: Random,
  progress?: Progress,
): Promise<readonly string[]> {
  const failures: string[] = [];
  for (let tried = 0; tried < count && paths.length > 0; tried += 1) {
    progress?.done(tried, count);
    const path = random.pick(paths);
    const [error] = await errorsOf(path);
    if (error !== undefined) failures.push(`${path}: ${error}`);
  }
  return failures;
}

async function errorsOf(path: string): Promise<readonly string[]> {
  const source = createProtoFilesSource({ protos: [path], importPaths: [], cwd: '/' });
  try {
    const { diagnostics } = await source.load(new AbortController().signal);
    return diagnostics.flatMap((one) => (one.severity === 'error' ? [diagnosticText(one)] : []));
  } catch (error) {
    if (error instanceof Failure) return [error.message];
    throw error;
  }
}
