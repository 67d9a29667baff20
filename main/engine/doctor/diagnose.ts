import type { MetadataPairs } from '#app/contract/calls.ts';
import type { Diagnosis, DiagnosisStep, StepName } from '#app/contract/diagnosis.ts';
import { Failure } from '#app/contract/result.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { checkMetadata } from '#app/core/metadata.ts';
import { targetPlace, targetText } from '#app/core/target.ts';
import type { Channel, OpenChannel } from '../channels/channel.ts';
import type { Route } from '../channels/connector.ts';
import { probe } from '../channels/probe/probe.ts';
import { StepFailure, Steps } from '../channels/probe/steps.ts';
import { TimeBudget } from '../channels/time-budget.ts';
import type { StartHealthCall } from '../health/health-call.ts';
import { reflectionOptions } from '../schema/reflection/reflection-options.ts';
import { callStep } from './call-step.ts';
import { reflectionStep } from './reflection-step.ts';

/** What the doctor needs of the engine for one target. */
interface Patient {
  readonly settings: TargetSettings;
  readonly channel: Channel;
  readonly startHealth: StartHealthCall;
}

/** How a diagnosis is made; nothing of it is needed. */
export interface DiagnoseOptions {
  /** Sent with what is asked of the server. */
  readonly metadata?: MetadataPairs;
  /** Sent with the call instead. */
  readonly callMetadata?: MetadataPairs;
  /** Whether the schema comes from reflection, so that it matters; true without it. */
  readonly reflection?: boolean;
  /** So long all steps together may take; without it, each ends in its own time. */
  readonly deadlineMs?: number | undefined;
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
  { channel, settings, startHealth }: Patient,
  options: DiagnoseOptions,
): Promise<Diagnosis> {
  const { metadata = [], callMetadata = metadata, reflection = true, onStep, signal } = options;
  const time = new TimeBudget(options.deadlineMs ?? Number.POSITIVE_INFINITY, signal);
  checkMetadata(metadata);
  checkMetadata(callMetadata);
  const route = await channel.route(settings.options ?? {});
  const steps = new Steps(onStep);
  const timeoutMs = time.atMost(channel.connectTimeoutMs(settings.options ?? {})).left();
  const { failure, tls } = await probe(route, { timeoutMs, steps, signal });
  let ok = false;
  if (failure === undefined) {
    const place = targetPlace(channel.target);
    let isUntold = false;
    // Half of the time is for the call.
    const half = time.left() / 2;
    try {
      if (reflection)
        isUntold = await steps.run(
          'reflection',
          `No way to ask ${place} for its schema`,
          async () =>
            reflectionStep(await opened(channel, settings, signal), metadata, half, signal),
        );
      else steps.skip('reflection', 'Not needed: the schema comes from files');
      await steps.run('call', `No gRPC answer from ${place}`, () =>
        callStep(startHealth, {
          settings,
          metadata: callMetadata,
          channel,
          prefix: isUntold ? channel.target.pathPrefix : '',
          timeoutMs: time.left(),
          signal,
        }),
      );
      ok = true;
    } catch (error) {
      if (!(error instanceof StepFailure)) throw error;
    }
  }
  signal?.throwIfAborted();
  for (const step of wayOf(route)) {
    if (steps.list.every((ended) => ended.step !== step)) steps.skip(step, 'Not reached');
  }
  return {
    target: targetText(channel.target),
    steps: steps.list,
    certificates: tls?.certificates ?? [],
    ok,
  };
}

/** The connection that calls go over. What was probed just now may fail the next time. */
async function opened(
  channel: Channel,
  { options }: TargetSettings,
  signal: AbortSignal | undefined,
): Promise<OpenChannel> {
  try {
    return await channel.open(undefined, signal, {
      ...reflectionOptions(options),
      waitForReady: false,
    });
  } catch (error) {
    throw error instanceof Failure ? new StepFailure(error.error) : error;
  }
}

function wayOf({ target, proxy }: Route): readonly StepName[] {
  return [
    'name',
    'connect',
    ...(proxy === undefined ? [] : (['proxy'] as const)),
    ...(target.tls ? (['tls'] as const) : []),
    'http2',
    'reflection',
    'call',
  ];
}
