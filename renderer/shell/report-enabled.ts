import type { Bridge } from '#app/contract/bridge.ts';
import type { AppStore } from '#renderer/store/create-app-store.ts';
import { enabledCommands } from './commands.ts';

/** A menu that lags so little is right by the time it is open. */
const lagMs = 150;

/** Has the menu show what can be run now. Ends when called. */
export function reportEnabled(store: AppStore, bridge: Bridge): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = '';
  const report = (): void => {
    timer = undefined;
    const commands = enabledCommands(store.getState());
    if (commands.join() === told) return;
    told = commands.join();
    void bridge.invoke('menu.enable', { commands });
  };
  const schedule = (): void => {
    timer ??= setTimeout(report, lagMs);
  };
  schedule();
  const unsubscribe = store.subscribe(schedule);
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}
