import type { EventLog, LoggedEvent } from '../timeline-log.ts';
import { firstEvents, newestEvents, payloadBytes, type RecordingHeader } from './recording.ts';

/** The text of a recording: bounded, and made without decoding a message. */
export function writeRecording(header: RecordingHeader, log: EventLog): string {
  const until = Math.min(firstEvents, log.count);
  const from = Math.max(until, log.count - newestEvents);
  const budget = { left: payloadBytes };
  const newest = lines(log, from, log.count, until === from ? from : until + 1, budget);
  const gap = until === from ? [] : [gapLine(until, from - until, log.get(from)?.at ?? 0)];
  const first = lines(log, 0, until, 0, budget);
  return `${[JSON.stringify(header), ...first, ...gap, ...newest].join('\n')}\n`;
}

interface Budget {
  left: number;
}

/** The events `from` … `to - 1`, numbered from `seq`; the newest take of the budget first. */
function lines(
  log: EventLog,
  from: number,
  to: number,
  seq: number,
  budget: Budget,
): readonly string[] {
  const newestFirst: string[] = [];
  for (let at = to - 1; at >= from; at -= 1) {
    const event = log.get(at);
    if (event !== undefined) newestFirst.push(line(seq + at - from, event, budget));
  }
  return newestFirst.reverse();
}

function line(seq: number, event: LoggedEvent, budget: Budget): string {
  const { at, type, ...rest } = event;
  if (!('payload' in rest)) return JSON.stringify({ seq, at, type, ...rest });
  const { payload, ...message } = rest;
  const head = JSON.stringify({ seq, at, type, ...message, message: null });
  if (payload === undefined || payload.length > budget.left) return head;
  budget.left -= payload.length;
  // Base64 needs no escapes: megabytes of it need not pass through JSON.
  return `${head.slice(0, -1)},"raw":"${payload.toString('base64')}"}`;
}

function gapLine(seq: number, missing: number, at: number): string {
  const text = `${missing} events that came here were not kept: of an earlier call Duplex keeps the first ${firstEvents} and the newest ${newestEvents}`;
  return JSON.stringify({ seq, at, type: 'warning', text });
}
