import type { ReactNode } from 'react';
import type { MethodSummary } from '#app/contract/schema.ts';
import type { Answers, FakeBridge } from '#renderer/bridge/fake-bridge.ts';
import type { AppStore } from '#renderer/store/create-app-store.ts';

/** A window that has started over a fake main process. */
export interface Stage {
  readonly bridge: FakeBridge;
  readonly store: AppStore;
}

/** A state that the whole window can be in. */
export interface WindowState {
  /** In addresses and in the names of pictures: kebab-case. */
  readonly name: string;
  /** What the main process answers, where that is not what it answers when all goes well. */
  readonly answers?: Answers;
  /** Brings the window from its start to the state. */
  readonly prepare?: (stage: Stage) => void | Promise<void>;
  /** What is drawn instead of the window. */
  readonly Content?: () => ReactNode;
}

const address = 'grpc://localhost:50051';

/** Connects, to the fake schema unless `schema.read` answers otherwise. */
export function connect({ store }: Stage, to = address): Promise<void> {
  return store.getState().connectTo(to);
}

/** Opens a method's tab, types a message where one is given, and tells the tab's id. */
export async function openMethod(
  { store }: Stage,
  method: MethodSummary,
  message?: string,
): Promise<string> {
  store.getState().openMethod(method);
  const tabId = store.getState().activeTab ?? '';
  // The skeleton first: it would come later than what is typed.
  await settled();
  if (message !== undefined) store.getState().setMessage(tabId, message);
  return tabId;
}

/** When what is known by now has been drawn, and what that drawing asked for is there. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0)));
  });
}

/** An answer that never comes. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}
