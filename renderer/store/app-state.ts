import type { Bridge } from '#app/contract/bridge.ts';
import type { ConnectionSlice } from '#renderer/features/connection/index.ts';
import type { EnvironmentSlice } from '#renderer/features/environment/index.ts';
import type { SchemaSlice } from '#renderer/features/explorer/index.ts';
import type { HistorySlice } from '#renderer/features/history/index.ts';
import type { DiagnosisSlice, HealthSlice, ReaderSlice } from '#renderer/features/reader/index.ts';
import type {
  DraftsSlice,
  HelpSlice,
  PlayerSlice,
  SavingSlice,
  ShapesSlice,
  TabsSlice,
} from '#renderer/features/request/index.ts';
import type {
  CallsSlice,
  ExportSlice,
  FilterSlice,
  TextsSlice,
} from '#renderer/features/response/index.ts';
import type { SettingsSlice } from '#renderer/features/settings/index.ts';
import type { WorkspaceSlice } from '#renderer/features/workspace/index.ts';
import type { StartSlice } from '#renderer/shell/start.slice.ts';
import type { WindowSlice } from '#renderer/shell/window.slice.ts';

/** Everything a window holds. Each slice is written by its own feature only, through its actions. */
export type AppState = StartSlice &
  WindowSlice &
  SettingsSlice &
  ConnectionSlice &
  SchemaSlice &
  ReaderSlice &
  HealthSlice &
  DiagnosisSlice &
  TabsSlice &
  DraftsSlice &
  ShapesSlice &
  HelpSlice &
  PlayerSlice &
  SavingSlice &
  CallsSlice &
  TextsSlice &
  FilterSlice &
  ExportSlice &
  EnvironmentSlice &
  HistorySlice &
  WorkspaceSlice;

type SetState = (change: Partial<AppState> | ((state: AppState) => Partial<AppState>)) => void;

/** What a slice is made from. */
export interface SliceTools {
  readonly set: SetState;
  readonly get: () => AppState;
  readonly bridge: Bridge;
}
