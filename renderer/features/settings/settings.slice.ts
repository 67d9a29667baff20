import { defaultSettings, type Settings, settingBounds } from '#app/contract/settings.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

/** One step of zooming: 20 per cent, as Chromium's own. */
const zoomStep = 1.2;

/** What was typed this long ago is kept. */
const keptAfterMs = 300;

export interface SettingsSlice {
  readonly settings: Settings;
  /** As typed in this window, by `proxyText`; they end with the page. */
  readonly proxyPasswords: ReadonlyMap<string, string>;

  /**
   * Holds at once in this window, and in every other as soon as it is kept; what is being typed a
   * moment later.
   */
  changeSettings(change: Partial<Settings>, typed?: boolean): void;
  /** Holds at once, in every window, until Duplex ends; it is written nowhere. */
  setProxyPassword(proxy: string, password: string): void;
  /** Keeps at once what is still to be kept. */
  keepSettings(): Promise<void>;
  /** A step larger or smaller; 0 is the actual size. */
  zoom(step: 1 | 0 | -1): void;
  /** They hold everywhere now, changed here or in another window. */
  settingsChanged(settings: Settings): void;
}

export function createSettingsSlice({ set, get, bridge }: SliceTools): SettingsSlice {
  /** Not known to be kept: news from elsewhere does not undo it. */
  let unsaved: Partial<Settings> = {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function save(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const result = await bridge.invoke('settings.save', { settings: get().settings });
    if (timer === undefined) unsaved = {};
    if (!result.ok) get().appFaulted(result.error);
  }

  return {
    settings: defaultSettings,
    proxyPasswords: new Map(),
    changeSettings(change, typed = false) {
      unsaved = { ...unsaved, ...change };
      set({ settings: { ...get().settings, ...change } });
      if (typed) timer ??= setTimeout(() => void save(), keptAfterMs);
      else void save();
    },
    setProxyPassword(proxy, password) {
      set(({ proxyPasswords }) => ({
        proxyPasswords: new Map(proxyPasswords).set(proxy, password),
      }));
      void bridge.invoke('settings.setProxyPassword', { proxy, password });
    },
    async keepSettings() {
      if (timer !== undefined) await save();
    },
    zoom(step) {
      const { min, max } = settingBounds.zoom;
      const zoom = step === 0 ? 1 : get().settings.zoom * zoomStep ** step;
      get().changeSettings({ zoom: Math.min(max, Math.max(min, Number(zoom.toFixed(3)))) });
    },
    settingsChanged(told) {
      const settings = { ...told, ...unsaved };
      set({ settings });
      get().followTlsProfiles();
      get().showAnswersAs(settings);
    },
  };
}
