import { editDistance } from '#app/core/edit-distance.ts';
import { shortened } from '#app/core/shortened.ts';
import { leastMistyped } from './symbol-typo.ts';

/** So many are proposed. */
const mostProposed = 3;
/** Nobody types more of a name. */
const longestProposed = 300;

/**
 * Asks whether one of the names there are was meant by one that is not: written in full or with other
 * capitals, without a letter or two mistyped, or in another package, whichever is nearest. `undefined`
 * where none is near. Names may be those of methods, `pkg.Service/Method`.
 */
export function didYouMean(name: string, names: Iterable<string>): string | undefined {
  const given = partsOf(name);
  let nearest = Infinity;
  let proposed: string[] = [];
  for (const one of names) {
    const farness = farnessOf(given, partsOf(one));
    if (farness === Infinity || farness > nearest) continue;
    if (farness < nearest) proposed = [];
    nearest = farness;
    proposed.push(one);
  }
  const few = proposed.slice(0, mostProposed).map((one) => shortened(one, longestProposed));
  const last = proposed.length > mostProposed ? '…' : few.pop();
  if (last === undefined) return undefined;
  const or = last === '…' ? ', ' : ' or ';
  return `Did you mean ${few.length === 0 ? '' : `${few.join(', ')}${or}`}${last}?`;
}

function farnessOf(given: readonly string[], one: readonly string[]): number {
  const own = given.at(-1) ?? '';
  const text = given.join('.');
  const end = one.slice(-given.length).join('.');
  if (own === '') return Infinity;
  if (text === end) return one.length === given.length ? 0 : 1;
  const most = own.length < leastMistyped ? 0 : own.length < 8 ? 1 : 2;
  const isLikely = Math.abs(end.length - text.length) <= most;
  const distance = isLikely ? editDistance(text, end, most) : Infinity;
  if (distance <= most) return 1 + distance;
  return own === one.at(-1) ? 2 + most : Infinity;
}

function partsOf(name: string): readonly string[] {
  return name.toLowerCase().split(/[./]/);
}
