import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { AppState } from './app-state.ts';

const StoreContext = createContext<StoreApi<AppState> | null>(null);

export function AppStoreProvider(props: {
  store: StoreApi<AppState>;
  children: ReactNode;
}): ReactNode {
  return <StoreContext value={props.store}>{props.children}</StoreContext>;
}

export function useAppStore(): StoreApi<AppState> {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('There is no AppStoreProvider above this component');
  return store;
}

/** What the selector picks, and again when that changes. It must give the same for the same state. */
export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(useAppStore(), selector);
}
