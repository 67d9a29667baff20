import type { Diagnosis, DiagnosisStep } from '#app/contract/diagnosis.ts';
import type { AppError } from '#app/contract/result.ts';
import { activeTarget, draftKey, settingsOf } from '#renderer/features/connection/index.ts';
import { schemaInTree, schemaRefFor } from '#renderer/features/explorer/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';

/** The newest diagnosis, as far as it has come. */
export interface DiagnosisView {
  /** `targetKey` of what is diagnosed. */
  readonly target: string;
  readonly diagnosisId: string;
  readonly steps: readonly DiagnosisStep[];
  /** What it came to; absent while it goes on. */
  readonly outcome?: Diagnosis;
  /** Why nothing could be looked at; `cancelled` when it was stopped. */
  readonly error?: AppError;
}

export interface DiagnosisSlice {
  readonly diagnosis: DiagnosisView | null;

  /** Goes the way to the active target step by step. */
  diagnose(): Promise<void>;
  /** Goes no further: what was found until then stays. */
  stopDiagnosis(): Promise<void>;
  diagnosisStepped(diagnosisId: string, step: DiagnosisStep): void;
}

export function createDiagnosisSlice({ set, get, bridge }: SliceTools): DiagnosisSlice {
  function change(diagnosisId: string, to: (view: DiagnosisView) => DiagnosisView): void {
    set(({ diagnosis }) =>
      diagnosis?.diagnosisId === diagnosisId ? { diagnosis: to(diagnosis) } : {},
    );
  }

  return {
    diagnosis: null,
    async diagnose() {
      const draft = activeTarget(get());
      const diagnosisId = crypto.randomUUID();
      set({ diagnosis: { target: draftKey(draft), diagnosisId, steps: [] } });
      const { metadata = [] } = schemaRefFor(get(), schemaInTree(get()));
      const asked = { diagnosisId, target: settingsOf(draft), metadata };
      const result = await bridge.invoke('connection.diagnose', asked);
      change(diagnosisId, (view) =>
        result.ok
          ? { ...view, steps: result.value.steps, outcome: result.value }
          : { ...view, error: result.error },
      );
    },
    async stopDiagnosis() {
      const { diagnosisId, outcome, error } = get().diagnosis ?? {};
      if (diagnosisId === undefined || outcome !== undefined || error !== undefined) return;
      await bridge.invoke('connection.stopDiagnosis', { diagnosisId });
    },
    diagnosisStepped: (diagnosisId, step) =>
      // The outcome has all of them, and comes last.
      change(diagnosisId, (view) =>
        view.outcome === undefined ? { ...view, steps: [...view.steps, step] } : view,
      ),
  };
}

/** Whether the newest diagnosis is of another target, or of the active one with other settings. */
export function isOfBefore(state: AppState): boolean {
  const { diagnosis } = state;
  return diagnosis !== null && diagnosis.target !== draftKey(activeTarget(state));
}
