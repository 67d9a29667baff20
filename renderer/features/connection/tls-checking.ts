import type { AppError } from '#app/contract/result.ts';
import type { TlsFaults, TlsSettings } from '#app/contract/target.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import { activeTarget } from './connection.selectors.ts';
import { settingsOf } from './target-draft.ts';

/** What was found wrong with the files of TLS settings, and with which that was. */
interface CheckedTls {
  readonly tls: TlsSettings;
  readonly faults: TlsFaults;
}

export interface TlsChecking {
  readonly checkedTls: CheckedTls | null;

  /** Looks at the files that the active target's TLS settings name. */
  checkTls(): Promise<void>;
}

export function createTlsChecking({ set, get, bridge }: SliceTools): TlsChecking {
  return {
    checkedTls: null,
    async checkTls() {
      const tls = activeTls(get());
      const result = await bridge.invoke('targets.tlsFaults', { tls });
      if (result.ok) set({ checkedTls: { tls, faults: result.value } });
    },
  };
}

/** What is wrong with the authorities in a row of the settings, as far as it was looked at. */
export function caPathFault(state: AppState, row: number): AppError | undefined {
  const path = activeTarget(state).tls.caPaths?.[row]?.trim() ?? '';
  return hasVariable(path) ? undefined : state.checkedTls?.faults.caPaths[path];
}

const ofClient = ['certFile', 'keyFile', 'passphrase'] as const;

/** What is wrong with the client's certificate as it is now, at the setting that is to be mended. */
export function clientFault(
  state: AppState,
  setting: (typeof ofClient)[number],
): AppError | undefined {
  const { checkedTls } = state;
  if (checkedTls === null) return undefined;
  const tls = activeTls(state);
  const isSame = ofClient.every((one) => tls[one] === checkedTls.tls[one]);
  const isKnown = !ofClient.some((one) => hasVariable(tls[one] ?? ''));
  return isSame && isKnown ? checkedTls.faults[setting] : undefined;
}

function activeTls(state: AppState): TlsSettings {
  return settingsOf(activeTarget(state)).tls ?? {};
}

/** It has no value yet: nobody can look at the file. */
function hasVariable(path: string): boolean {
  return path.includes('{{');
}
