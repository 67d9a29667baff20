export { About } from './About.tsx';
export { SettingsDialog } from './SettingsDialog.tsx';
export { createSettingsSlice, type SettingsSlice } from './settings.slice.ts';
