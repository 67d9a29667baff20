import type { Bridge } from '#app/contract/bridge.ts';
import type { HistoryItem } from '#app/contract/history.ts';
import type { AppError } from '#app/contract/result.ts';

/** As many calls are asked for at once. */
const page = 100;
/** A call that no tab shows any more ends soon: then it is asked for again. */
const endsWithinMs = 1000;

interface HistoryList {
  look(): { readonly count: number; readonly total: number | null };
  put(calls: readonly HistoryItem[], total: number, obstacle: string | null): void;
  refuse(fault: AppError): void;
  isShown(callId: string): boolean;
}

export interface HistoryReader {
  /** Asks anew for as many calls as are listed; once more after it when it was asked for meanwhile. */
  read(): Promise<void>;
  /** The same for one page more, where there are more. */
  readOlder(): Promise<void>;
}

/** Reads the list of past calls page by page, from the newest on, one reading at a time. */
export function createHistoryReader(bridge: Bridge, list: HistoryList): HistoryReader {
  let reading: Promise<void> | undefined;
  let isAskedAgain = false;
  let wanted = page;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function readAll(): Promise<void> {
    const calls = new Map<string, HistoryItem>();
    let total = 0;
    let obstacle: string | null = null;
    for (let from = 0; from < wanted && (from === 0 || from < total); from += page) {
      const result = await bridge.invoke('history.list', { from, count: page });
      if (!result.ok) return list.refuse(result.error);
      total = result.value.total;
      obstacle = result.value.obstacle ?? null;
      // What is made meanwhile moves the others one place on.
      for (const item of result.value.items) calls.set(item.callId, item);
    }
    const items = [...calls.values()];
    list.put(items, total, obstacle);
    const leaving = items.some(({ callId, call }) => call?.isRunning && !list.isShown(callId));
    clearTimeout(timer);
    if (leaving) timer = setTimeout(() => void read(), endsWithinMs);
  }

  async function readInTurn(): Promise<void> {
    do {
      isAskedAgain = false;
      await readAll();
    } while (isAskedAgain);
    reading = undefined;
  }

  function read(): Promise<void> {
    isAskedAgain = true;
    reading ??= readInTurn();
    return reading;
  }

  return {
    read,
    async readOlder() {
      const { count, total } = list.look();
      // Fewer than wanted are there while they are asked for, or when there are no more.
      if (total === null || count >= total || count < wanted) return;
      wanted = count + page;
      await read();
    },
  };
}
