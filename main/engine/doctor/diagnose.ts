import type { MetadataPairs } from '#app/contract/calls.ts';
import type { Diagnosis, DiagnosisStep } from '#app/contract/diagnosis.ts';
import { checkMetadata } from '#app/core/metadata.ts';
import { targetText } from '#app/core/target.ts';
import type { Channel } from '../channels/channel.ts';
import { connectTimeoutMs } from '../channels/connector.ts';
import { probe } from '../channels/probe/probe.ts';

export interface DiagnoseOptions {
  /** Sent with what is asked of the server. */
  readonly metadata?: MetadataPairs;
  /** Hears each step as it ends. */
  readonly onStep?: (step: DiagnosisStep) => void;
  readonly signal?: AbortSignal;
}

/**
 * Goes a call's way to the channel's server step by step and says what each came to, the failing one
 * with its cause and what to try. Rejects with a usage `Failure` for settings that cannot be used, or
 * with the signal's reason.
 */
export async function diagnose(
  channel: Channel,
  { metadata = [], onStep, signal }: DiagnoseOptions,
): Promise<Diagnosis> {
  checkMetadata(metadata);
  const { failure, steps, tls } = await probe(await channel.route(), {
    timeoutMs: connectTimeoutMs,
    onStep,
    signal,
  });
  return {
    target: targetText(channel.target),
    steps,
    certificates: tls?.certificates ?? [],
    ok: failure === undefined,
  };
}
