import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '#app/contract/bridge.ts';
import { createConnectionSlice, followTargets } from '#renderer/features/connection/index.ts';
import { createEnvironmentSlice } from '#renderer/features/environment/index.ts';
import { createSchemaSlice, followSources } from '#renderer/features/explorer/index.ts';
import { createHistorySlice, followCalls } from '#renderer/features/history/index.ts';
import {
  createDiagnosisSlice,
  createHealthSlice,
  createReaderSlice,
} from '#renderer/features/reader/index.ts';
import {
  createDraftsSlice,
  createHelpSlice,
  createPlayerSlice,
  createSavingSlice,
  createShapesSlice,
  createTabsSlice,
  followShapes,
} from '#renderer/features/request/index.ts';
import {
  createCallsSlice,
  createExportSlice,
  createFilterSlice,
  createTextsSlice,
} from '#renderer/features/response/index.ts';
import { createSettingsSlice } from '#renderer/features/settings/index.ts';
import { createWorkspaceSlice } from '#renderer/features/workspace/index.ts';
import { createStartSlice } from '#renderer/shell/start.slice.ts';
import { createWindowSlice } from '#renderer/shell/window.slice.ts';
import type { AppState } from './app-state.ts';
import { routeEvents } from './route-events.ts';

export type AppStore = StoreApi<AppState>;

/** A window's state over a bridge. Each call makes another one; nothing is shared. */
export function createAppStore(bridge: Bridge): AppStore {
  const store = createStore<AppState>((set, get) => {
    const tools = { set, get, bridge };
    return {
      ...createStartSlice(tools),
      ...createWindowSlice(tools),
      ...createSettingsSlice(tools),
      ...createConnectionSlice(tools),
      ...createSchemaSlice(tools),
      ...createReaderSlice(tools),
      ...createHealthSlice(tools),
      ...createDiagnosisSlice(tools),
      ...createTabsSlice(tools),
      ...createDraftsSlice(tools),
      ...createShapesSlice(tools),
      ...createHelpSlice(tools),
      ...createPlayerSlice(tools),
      ...createSavingSlice(tools),
      ...createCallsSlice(tools),
      ...createTextsSlice(tools),
      ...createFilterSlice(tools),
      ...createExportSlice(tools),
      ...createWorkspaceSlice(tools),
      ...createEnvironmentSlice(tools),
      ...createHistorySlice(tools),
    };
  });
  routeEvents(bridge, store.getState);
  followTargets(store, bridge);
  followSources(store);
  followShapes(store);
  followCalls(store);
  return store;
}
