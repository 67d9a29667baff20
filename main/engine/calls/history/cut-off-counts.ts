import type { CallHead } from '../log/call-head.ts';
import { recordBytes } from '../log/event-record.ts';
import { type LogSources, StoredLog } from '../log/stored-log.ts';
import { type FilesOfCall, KnownByFiles } from './known-by-files.ts';
import type { ListedHead } from './known-heads.ts';

type Counts = Pick<
  CallHead,
  'sent' | 'received' | 'bytesSent' | 'bytesReceived' | 'events' | 'elapsed'
>;

/** A head is a second old at most when its call is cut off: far more than comes in that time is not counted. */
const mostCounted = 1_000_000;

/** What calls come to that were cut off, which the head of each was too old to say: counted once. */
export class CutOffCounts extends KnownByFiles<Counts> {
  /** Nothing where the files cannot be read, or hold more than such a call leaves. */
  async of(
    files: FilesOfCall,
    head: ListedHead,
    open: () => Promise<LogSources>,
  ): Promise<Counts | undefined> {
    const known = this.get(files);
    if (known !== undefined) return known;
    const counts = await counted(head, open).catch(() => undefined);
    if (counts !== undefined) this.note(files, counts);
    return counts;
  }
}

async function counted(
  head: ListedHead,
  open: () => Promise<LogSources>,
): Promise<Counts | undefined> {
  const sources = await open();
  const more = sources.records.end / recordBytes - head.events;
  if (more > mostCounted) return undefined;
  const { count: events, totals } = await StoredLog.read(head, sources);
  const { sent, received, bytesSent, bytesReceived, elapsed } = totals;
  return { sent, received, bytesSent, bytesReceived, events, elapsed };
}
