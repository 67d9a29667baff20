import type { AppState } from '#renderer/store/app-state.ts';
import { activeTarget } from './connection.selectors.ts';

/** Opens the dialog where the proxy of the active target is named: that of this server, else that of all. */
export function openProxySettings(state: AppState): void {
  const own = activeTarget(state).options?.proxy ?? '';
  state.showDialog(own.trim() === '' ? 'settings' : 'connectionOptions');
}
