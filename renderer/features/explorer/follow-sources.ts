import { sourceTexts } from '#app/core/workspace/resolve-sources.ts';
import { inheritedOfTab } from '#renderer/features/environment/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { isSame } from './schema-ref.ts';
import { windowSources } from './wanted-schema.ts';

/** What the list of a file, with its variables, can be another one by; and what it can be read by. */
const makers = [
  'workspace',
  'secretValues',
  'foundSecrets',
  'envValues',
  'tabs',
  'activeTab',
  'drafts',
  'workspaceTarget',
  'serverOptions',
  'settings',
  'connections',
  'reflectionMetadata',
] as const satisfies readonly (keyof AppState)[];

/** Reads what the files of workspace and open request list, whenever that may be another list. */
export function followSources(store: {
  getState(): AppState;
  subscribe(listener: (now: AppState, before: AppState) => void): () => void;
}): () => void {
  /** The lists whose paths have been looked through for `{{env.NAME}}`. */
  const lookedThrough = new WeakSet<object>();

  function readEnv(state: AppState, tabId: string | null): void {
    const holds = inheritedOfTab(state, tabId);
    if (holds.schema === undefined || lookedThrough.has(holds.schema)) return;
    lookedThrough.add(holds.schema);
    void state.readTrustedEnv(tabId, sourceTexts(holds));
  }

  return store.subscribe((now, before) => {
    const isSameOtherwise = ownVariables(now) === ownVariables(before);
    if (isSameOtherwise && makers.every((name) => now[name] === before[name])) return;
    for (const tabId of new Set([null, now.activeTab])) readEnv(now, tabId);
    // Whoever changes what the window itself was given has it read.
    const isOwnChange = now.sources !== before.sources;
    if (!isOwnChange && !isSame(windowSources(now), windowSources(before)))
      void now.sourcesChanged(before);
    void now.readOwnList(before);
  });
}

/** Those that were typed for the open request. */
function ownVariables({ drafts, activeTab }: AppState): unknown {
  return drafts[activeTab ?? '']?.variables;
}
