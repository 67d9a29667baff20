import type { MetadataPairs } from '#app/contract/calls.ts';
import type { Diagnosis, DiagnosisStep } from '#app/contract/diagnosis.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { checkMetadata } from '#app/core/metadata.ts';
import { targetOf, targetText } from '#app/core/target.ts';
import { readTlsMaterial } from '../channels/credentials.ts';
import { probe } from '../channels/probe/probe.ts';

/** The longest that connecting may take. */
const connectMs = 10_000;

export interface DiagnoseOptions {
  /** Sent with what is asked of the server. */
  readonly metadata?: MetadataPairs;
  /** Hears each step as it ends. */
  readonly onStep?: (step: DiagnosisStep) => void;
  readonly signal?: AbortSignal;
}

/**
 * Goes a call's way to a server step by step and says what each came to, the failing one with its cause
 * and what to try. Rejects with a usage `Failure` for settings that cannot be used, or with the
 * signal's reason.
 */
export async function diagnose(
  settings: TargetSettings,
  { metadata = [], onStep, signal }: DiagnoseOptions,
): Promise<Diagnosis> {
  const target = targetOf(settings);
  checkMetadata(metadata);
  const material = await readTlsMaterial(settings);
  const { failure, steps, tls } = await probe(target, material, {
    timeoutMs: connectMs,
    onStep,
    signal,
  });
  return {
    target: targetText(target),
    steps,
    certificates: tls?.certificates ?? [],
    ok: failure === undefined,
  };
}
