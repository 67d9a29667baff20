import type { TimelineFilter } from '#app/contract/call-filter.ts';
import { counted } from '#app/core/counted.ts';
import { deadlineText } from '#app/core/deadline.ts';
import { formatCount } from '#renderer/ui/format.ts';
import type { Found } from './found.ts';

/** A stream that comes fast is always some events ahead: so many are no news. */
const usualLag = 10_000;

type Progress = Pick<Found, 'looked' | 'of' | 'matches' | 'isDone' | 'isStopped'>;

/** Whether there is much that was not looked at yet. */
export function isBehind({ looked, of, isDone, isStopped }: Progress, isRunning: boolean): boolean {
  if (isDone || isStopped) return false;
  return of - looked > (isRunning ? Math.max(usualLag, of / 20) : 0);
}

/** What cannot be found, nor be looked at: so many of all events of a call. */
export function letGoText(letGo: number, events: number): string {
  const verb = letGo === 1 ? 'is' : 'are';
  return `${formatCount(letGo)} of ${formatCount(events)} events ${verb} no longer kept: the call is larger than what is kept of one, as the settings say`;
}

/** `12 of 100 000`, with how far it has looked where that is not all, and how many are not there to be looked at. */
export function foundText(found: Progress, isRunning: boolean, letGo = 0): string {
  const { looked, of, matches, isStopped } = found;
  const all = `${formatCount(matches)} of ${formatCount(of)}`;
  const count = letGo === 0 ? all : `${all}, ${formatCount(letGo)} no longer kept`;
  if (isStopped) return `${count} · stopped after ${formatCount(looked)}`;
  return isBehind(found, isRunning) ? `${count} · ${formatCount(looked)} looked at` : count;
}

/** The same as a person says it. */
export function foundWords({
  matches,
  isDone,
  fault,
}: Pick<Found, 'matches' | 'isDone' | 'fault'>): string {
  if (fault !== undefined) return '';
  const count = matches === 0 ? 'No event matches' : counted(matches, 'event');
  const verb = matches === 0 ? '' : matches === 1 ? ' matches' : ' match';
  return `${count}${verb}${isDone ? '' : ' so far'}`;
}

/** `“ACME” in received messages, 1 s to 5 s`: what was looked for, where there is nothing of it. */
export function filterText({
  text,
  isCaseSensitive,
  fields = [],
  types,
  index,
  at,
}: TimelineFilter): string {
  const quoted = text === undefined ? [] : [`“${text}”${isCaseSensitive ? ' exactly' : ''}`];
  const compared = fields.map(({ path, comparison, value }) =>
    `${path} ${comparison} ${value}`.trim(),
  );
  const kinds = types?.map((type) => typeWords[type]) ?? [];
  return [
    ...quoted,
    ...compared,
    ...(kinds.length > 0 ? [kinds.join(' and ')] : []),
    ...(index === undefined ? [] : [`messages ${rangeText(index, formatCount)}`]),
    ...(at === undefined ? [] : [rangeText(at, deadlineText)]),
  ].join(', ');
}

const typeWords = { sent: 'sent', received: 'received', other: 'other events' } as const;

function rangeText(
  { from, to }: { readonly from?: number; readonly to?: number },
  format: (value: number) => string,
): string {
  if (from === undefined) return `up to ${format(to ?? 0)}`;
  if (to === undefined) return `from ${format(from)}`;
  return from === to ? format(from) : `${format(from)} to ${format(to)}`;
}
