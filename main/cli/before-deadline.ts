import { Failure } from '#app/contract/result.ts';
import { parseDeadline } from '#app/core/deadline.ts';
import type { Engine } from '#engine';
import { deadlineExceeded } from './exit-status.ts';

/** The schema has to be there within the deadline, if there is one; rejects with a `Failure` when it is not. */
export async function beforeDeadline<T>(
  deadline: string | undefined,
  engine: Engine,
  work: () => Promise<T>,
): Promise<T> {
  const ms = parseDeadline(deadline ?? '');
  if (ms === undefined) return work();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const message = `The deadline of ${deadline} passed before the server gave its schema`;
      const isConnected = engine.connected().length > 0;
      reject(
        isConnected
          ? new Failure('status', message, undefined, deadlineExceeded)
          : new Failure('unreachable', message),
      );
    }, ms);
  });
  return Promise.race([work(), late]).finally(() => clearTimeout(timer));
}
