import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import { targetsInUse } from './connection.selectors.ts';

/** Tells which connections this window uses, whenever these are others: what nobody uses is let go of. Until called. */
export function followTargets(
  store: { subscribe(listener: (now: AppState, before: AppState) => void): () => void },
  bridge: SliceTools['bridge'],
): () => void {
  let told = '[]';
  return store.subscribe((now, before) => {
    const isSame = (['tabs', 'workspaceTarget', 'connections'] as const).every(
      (name) => now[name] === before[name],
    );
    if (isSame) return;
    const targets = [...targetsInUse(now).keys()].filter(
      (key) => now.connections[key]?.state === 'connected',
    );
    const text = JSON.stringify(targets);
    if (text === told) return;
    told = text;
    void bridge.invoke('targets.use', { targets });
  });
}
