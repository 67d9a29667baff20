import { type AppError, Failure } from '#app/contract/result.ts';
import type { SchemaRef } from '#app/contract/schema.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { deadlineText, parseDeadline } from '#app/core/deadline.ts';
import type { Engine } from '#engine';
import { deadlineExceeded } from './exit-status.ts';

/** So long is looked for what the connection lacks, once the deadline has passed. */
const lookMs = 1000;

/** Whom it waits for; where it tries again and again, why it comes to nothing. */
export async function whyUnconnected(
  engine: Engine,
  target: TargetSettings,
): Promise<AppError | undefined> {
  const waited = engine.waitsFor(target)?.error;
  if (waited !== undefined) return waited;
  const options = { reflection: false, signal: AbortSignal.timeout(lookMs) };
  const found = await engine.diagnose(target, options).catch(() => undefined);
  return found?.steps.find(({ state }) => state === 'failed')?.cause;
}

const slow =
  'Its reflection may be slow, or stuck: give it more time (--deadline), or give the .proto files: --proto';

/** The schema has to be there within the deadline, if there is one; rejects with a `Failure` when it is not. */
export async function beforeDeadline<T>(
  deadline: string | undefined,
  engine: Engine,
  { target, sources }: SchemaRef,
  work: () => Promise<T>,
): Promise<T> {
  const ms = parseDeadline(deadline ?? '');
  // Files are read before the call begins.
  if (ms === undefined || !sources.reflection) return work();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(async () => {
      const message = `The deadline of ${deadlineText(ms)} passed before the server gave its schema`;
      if (engine.connected().length > 0)
        return reject(new Failure('status', message, slow, { status: deadlineExceeded }));
      const error = target && (await whyUnconnected(engine, target));
      const why = error ? `. ${error.message}` : '';
      reject(
        new Failure('unreachable', `${message}${why}`, error?.hint, { status: deadlineExceeded }),
      );
    }, ms);
  });
  return Promise.race([work(), late]).finally(() => clearTimeout(timer));
}
