import type { AppState } from '#renderer/store/app-state.ts';

/** What a command of the table does, and when it can. */
export interface Command {
  readonly enabled: (state: AppState) => boolean;
  readonly run: (state: AppState) => void;
}
