import type { HistoryItem } from '#app/contract/history.ts';
import type { MethodKind } from '#app/contract/schema.ts';
import { counted } from '#app/core/counted.ts';
import { clockTime, formatCount, formatMs } from '#renderer/ui/format.ts';
import { shownText } from '#renderer/ui/shown-text.ts';

/** A call of the history that could be read. */
export type PastCall = NonNullable<HistoryItem['call']>;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `14:03:22` today, `26 Nov 14:03` this year, else `26 Nov 2025`; by the clock of this computer. */
export function whenText(at: number, now: number): string {
  const [time, today] = [new Date(at), new Date(now)];
  const day = `${time.getDate()} ${months[time.getMonth()]}`;
  if (time.getFullYear() !== today.getFullYear()) return `${day} ${time.getFullYear()}`;
  const isToday = time.getMonth() === today.getMonth() && time.getDate() === today.getDate();
  return isToday ? clockTime(at) : `${day} ${clockTime(at).slice(0, 5)}`;
}

/** `SayHello` of `greeter.v1.Greeter/SayHello`. */
export function methodName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `12.3 ms · ▲1 ▼3`, with the marks of the timeline for sent and received; of a unary call the time alone. */
export function countsText(
  { sent, received, elapsed }: PastCall,
  kind: MethodKind | undefined,
): string {
  const time = formatMs(elapsed);
  if (kind === 'unary') return time;
  return `${time} · ▲${formatCount(sent)} ▼${formatCount(received)}`;
}

/** `OK 0`, `INTERRUPTED`; what it does while it goes on. */
export function statusWords({ status, code, isRunning }: PastCall): string {
  if (isRunning) return 'running';
  return code === null ? status : `${status} ${code}`;
}

/** Of a call that the disk has not all of. */
export function lackText({ call, bytes }: HistoryItem): string | undefined {
  if (call?.cutOff === undefined) return undefined;
  return bytes === 0 ? 'not kept' : 'not all kept';
}

/** The accessible name: begins with the method's name, as people and tests look for it. */
export function pastCallName(item: HistoryItem, now: number): string {
  const { call, fault, startedAt } = item;
  const when = whenText(startedAt, now);
  if (call === undefined) return shownText(`Unreadable call, ${when}: ${fault ?? ''}`);
  const { method, title, target, sent, received, elapsed } = call;
  const lack = lackText(item);
  return shownText(
    [
      methodName(method),
      statusWords(call),
      ...(title === undefined ? [] : [title]),
      ...(lack === undefined ? [] : [lack]),
      `${method} at ${target}`,
      `${counted(sent, 'message')} sent, ${received} received`,
      formatMs(elapsed),
      when,
    ].join(', '),
  );
}
