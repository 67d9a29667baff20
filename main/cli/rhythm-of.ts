import { Failure } from '#app/contract/result.ts';
import { parseTime } from '#app/core/deadline.ts';
import { type Method, Rhythm } from '#engine';
import type { OptionValues } from './arguments.ts';

/** How far apart messages are sent. Throws a usage `Failure` for what cannot be. */
export function rhythmOf({ interval, jitter }: OptionValues, method: Method): Rhythm {
  if (interval === undefined && jitter === undefined) return new Rhythm({ kind: 'fast' });
  if (interval === undefined)
    throw new Failure(
      'usage',
      '--jitter is of a time that is not given',
      'Give it with --interval, as --interval 100ms',
    );
  if (method.kind === 'unary' || method.kind === 'server-streaming')
    throw new Failure('usage', `${method.path} takes one message: --interval has no meaning there`);
  return new Rhythm({ kind: 'interval', ms: parseTime(interval), jitter: shareOf(jitter) });
}

/** 0.2 of `20%`. */
function shareOf(jitter = '0%'): number {
  const [, percent] = /^(\d{1,3}(?:\.\d+)?)%$/.exec(jitter) ?? [];
  const share = Number(percent ?? Number.NaN) / 100;
  if (share >= 0 && share <= 1) return share;
  throw new Failure('usage', `"${jitter}" is no jitter`, 'Write 0% to 100%, as 20%');
}
