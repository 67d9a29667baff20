import type { AppState } from '#renderer/store/app-state.ts';
import { isSame } from './schema-ref.ts';
import { windowSources } from './wanted-schema.ts';

/** What the list of a file, with its variables, can be another one by; and what it can be read by. */
const makers = [
  'workspace',
  'secretValues',
  'envValues',
  'tabs',
  'activeTab',
  'workspaceTarget',
  'settings',
  'connections',
  'reflectionMetadata',
] as const satisfies readonly (keyof AppState)[];

/** Reads what the files of workspace and open request list, whenever that may be another list. */
export function followSources(store: {
  getState(): AppState;
  subscribe(listener: (now: AppState, before: AppState) => void): () => void;
}): () => void {
  return store.subscribe((now, before) => {
    if (makers.every((name) => now[name] === before[name])) return;
    // Whoever changes what the window itself was given has it read.
    const isOwnChange = now.sources !== before.sources;
    if (!isOwnChange && !isSame(windowSources(now), windowSources(before)))
      void now.sourcesChanged(before);
    void now.readOwnList(before);
  });
}
