import type { Settings } from '#app/contract/settings.ts';
import type { EngineSettings } from '#engine';

const megabyte = 1024 * 1024;
const dayMs = 24 * 60 * 60 * 1000;

/** What a person chose, as the engine takes it. */
export function engineSettings(
  chosen: Settings,
  proxyPasswords: ReadonlyMap<string, string>,
): EngineSettings {
  const { maxReceiveMb, keptMb, diskMb, newestEvents, emitDefaults, originalNames, proxy } = chosen;
  const { historyCalls, historyMb, historyDays } = chosen;
  return {
    maxReceiveBytes: maxReceiveMb * megabyte,
    keptBytes: keptMb * megabyte,
    diskBytes: diskMb * megabyte,
    ...(newestEvents > 0 && { newestEvents }),
    whenFull: chosen.whenFull,
    endsWithoutDisk: chosen.whenDiskFull === 'cancel',
    history: {
      calls: historyCalls,
      bytes: historyMb * megabyte,
      ageMs: historyDays * dayMs,
    },
    shownAs: { emitDefaults, originalNames },
    proxy,
    proxyPasswords,
  };
}
