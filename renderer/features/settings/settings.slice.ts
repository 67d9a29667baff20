import { defaultSettings, type Settings, settingBounds } from '#app/contract/settings.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

/** One step of zooming: 20 per cent, as Chromium's own. */
const zoomStep = 1.2;

export interface SettingsSlice {
  readonly settings: Settings;

  /** Holds at once in this window, and in every other as soon as it is kept. */
  changeSettings(change: Partial<Settings>): void;
  /** A step larger or smaller; 0 is the actual size. */
  zoom(step: 1 | 0 | -1): void;
  /** They hold everywhere now, changed here or in another window. */
  settingsChanged(settings: Settings): void;
}

export function createSettingsSlice({ set, get, bridge }: SliceTools): SettingsSlice {
  async function save(settings: Settings): Promise<void> {
    const result = await bridge.invoke('settings.save', { settings });
    if (!result.ok) get().appFaulted(result.error);
  }

  return {
    settings: defaultSettings,
    changeSettings(change) {
      const settings = { ...get().settings, ...change };
      set({ settings });
      void save(settings);
    },
    zoom(step) {
      const { min, max } = settingBounds.zoom;
      const zoom = step === 0 ? 1 : get().settings.zoom * zoomStep ** step;
      get().changeSettings({ zoom: Math.min(max, Math.max(min, Number(zoom.toFixed(3)))) });
    },
    settingsChanged(settings) {
      set({ settings });
      get().showAnswersAs(settings);
    },
  };
}
